/** What is used of the vendored Plotly bundles. */
export interface Plotly {
  react(graph: HTMLElement, data: object[], layout: object, config?: object): Promise<unknown>;
  relayout(graph: HTMLElement, changes: object): Promise<unknown>;
  toImage(figure: object, how: { format: string; width: number; height: number; scale: number }): Promise<string>;
  purge(graph: HTMLElement): void;
}

declare global {
  interface Window {
    Plotly?: Plotly;
  }
}
