/** What is used of the vendored Plotly bundles. */
export interface Plotly {
  react(graph: HTMLElement, data: object[], layout: object, config?: object): Promise<unknown>;
  relayout(graph: HTMLElement, changes: object): Promise<unknown>;
  toImage(figure: object, how: { format: string; width: number; height: number; scale: number }): Promise<string>;
  purge(graph: HTMLElement): void;
}

export type Bundle = 'cartesian' | 'gl3d';

/** Where a bundle is: an address, or its text and the word that allows it to run where not every script may. */
export type Source = (bundle: Bundle) => Promise<{ src: string } | { text: string; nonce?: string }>;

declare global {
  interface Window {
    Plotly?: Plotly;
  }
}
