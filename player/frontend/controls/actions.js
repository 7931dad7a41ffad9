/** What can be done with a player, and what can be read of it. */

/** @import { Clock } from '../basics/clock.js' */

/**
 * What buttons, keys and the curve do; each action asks for a new drawing.
 * @param {{ clock: Clock, request: Function, board: any, picture: any, screen: { toggle: Function },
 *           save: Function }} player
 */
export function createActions(player) {
  const { clock } = player;
  const then = (act) => (...args) => {
    act(...args);
    player.request();
  };
  const seek = (step) => {
    clock.pause();
    clock.seek(step);
  };
  return {
    play: then(() => clock.toggle()),
    start: then(() => seek(0)),
    end: then(() => seek(clock.last)),
    back: then(() => clock.stepBy(-1)),
    forward: then(() => clock.stepBy(1)),
    seek: then(seek),
    loop: then(() => (clock.loop = !clock.loop)),
    speed: then((speed) => (clock.speed = speed)),
    faster: then(() => clock.shiftSpeed(1)),
    slower: then(() => clock.shiftSpeed(-1)),
    fit: () => player.picture?.fit(),
    level: then(() => player.picture === player.board && player.board?.toggleLevel()),
    full: () => player.screen.toggle(),
    save: (format) => player.save(format),
  };
}

/**
 * For tests and benchmarks, as `slalom` on the root element: numbers that cannot be written. `drawings` counts the
 * pictures drawn, `whole` is whether the last has axes and curves, `updates` counts the payloads shown, `previews` the
 * drawings with paths that were walked here, `faint` says which runs are drawn thin, `path(run)` are the places of a
 * run as it is shown, and `pixels(x, y, map)` is where a point of the plane is on a map.
 */
export function readOnly(player) {
  const { clock } = player;
  return Object.freeze({
    get step() { return clock.step; },
    get last() { return clock.last; },
    get playing() { return clock.playing; },
    get speed() { return clock.speed; },
    get loop() { return clock.loop; },
    get drawings() { return player.drawings; },
    get whole() { return player.whole; },
    get updates() { return player.updates; },
    get previews() { return player.preview?.count ?? 0; },
    get previewing() { return Boolean(player.preview?.on); },
    path: (run = 0) => Array.from(player.preview?.data.runs[run].x ?? []),
    get faint() { return player.board?.runs.map((run) => Boolean(run.faint)) ?? []; },
    get start() { return player.board?.start.point ?? null; },
    view: () => player.board && structuredClone(player.board.view),
    get camera() { return player.space?.camera ?? null; },
    get layout() { return player.choices.layout; },
    pixels: (x, y, map = 0) => player.board?.panels[map]?.plot.toPixels(x, y),
  });
}
