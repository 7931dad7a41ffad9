/** The steps of a rule, one after another, by the instructions that came with the paths. Pure. */

import { block, execute } from './machine.js';

/** @import { LiveRunHeader, ProgramHeader } from '../payload/header.d.ts' */
/** @import { Ground } from './ground.js' */
/** @import { SplineGround } from './spline.js' */

/** A rule's instructions, shared by all runs that differ in numbers only. */
export class Program {
  /** @param {ProgramHeader} header @param {number} dimensions */
  constructor({ inputs, begin, step, states }, dimensions) {
    this.count = inputs.length;
    this.place = new Map(inputs.map((name, i) => [name, i]));
    this.begin = block(begin, inputs.length, dimensions);
    this.step = block(step, inputs.length, dimensions);
    this.states = states;
    this.dimensions = dimensions;
    /** Where what a step leaves behind stands in `after`, and how much it is: name → [place, width]. */
    this.left = new Map();
    /** @type {number[]} registers of what is left behind, one after another */
    this.from = [];
    for (const [name, registers] of Object.entries(this.step.results)) {
      this.left.set(name, [this.from.length, registers.length]);
      this.from.push(...registers);
    }
    this.kept = ['x', ...states].filter((name) => this.left.has(name));
  }

  /** Registers of the elements of an input, from this one on; -1 if no instruction reads it. */
  at(name) {
    return this.place.get(`${name}.0`) ?? this.place.get(name) ?? -1;
  }
}

/** One run of a program: its registers, and what its last step has left behind. */
export class Walker {
  /** @param {Program} program @param {Ground | SplineGround} ground */
  constructor(program, ground) {
    this.program = program;
    this.ground = ground;
    this.R = program.step.fresh.slice();
    this.after = new Float64Array(program.from.length);
    this.at = Object.fromEntries(['x', 'value', 'gradient', 't'].map((name) => [name, program.at(name)]));
    this.back = program.kept.map((name) => [program.at(name), ...program.left.get(name)]);
  }

  set(name, value) {
    const place = this.program.place.get(name);
    if (place !== undefined) this.R[place] = value;
  }

  /** Before the first step: the settings have been set. @param {ArrayLike<number>} start */
  start(start) {
    const { program, R, at } = this;
    for (let i = 0; i < program.dimensions; i++) R[at.x + i] = start[i];
    this.look();
    const first = program.begin.fresh.slice();
    first.set(R.subarray(0, program.count));
    execute(program.begin.code, first, this.ground.ask);
    for (const name of program.states) {
      const to = program.at(name);
      program.begin.results[name].forEach((from, i) => (R[to + i] = first[from]));
    }
  }

  /** One step; what belongs to it has been set. @param {number} t */
  step(t) {
    const { program, R, after, back } = this;
    const { from } = program;
    R[this.at.t] = t;
    execute(program.step.code, R, this.ground.ask);
    for (let i = 0; i < from.length; i++) after[i] = R[from[i]];
    for (let k = 0; k < back.length; k++) {
      const [to, place, width] = back[k];
      for (let i = 0; i < width; i++) R[to + i] = after[place + i];
    }
  }

  /** f and its gradient at the iterate, of all data. */
  look() {
    const { ground, R, at } = this;
    const found = ground.whole(1, R, at.x);
    for (let i = 0; i < found.length && i <= this.program.dimensions; i++) R[at.value + i] = found[i];
  }
}
