const MachineDate = Date;
let offset = 0;

/** `Date` as the function sees it, where the service's clock is not the machine's. */
class ShiftedDate extends MachineDate {
  constructor(...given: ConstructorParameters<DateConstructor> | []) {
    if (given.length === 0) super(ShiftedDate.now());
    else super(...(given as ConstructorParameters<DateConstructor>));
  }

  static override now(): number {
    return MachineDate.now() + offset;
  }
}

/** Lets the function's `Date` be so many milliseconds ahead of the machine's; without an offset it is left as it is. */
export function shiftDate(milliseconds: number): void {
  if (milliseconds === offset) return;
  offset = milliseconds;
  globalThis.Date = offset === 0 ? MachineDate : (ShiftedDate as DateConstructor);
}
