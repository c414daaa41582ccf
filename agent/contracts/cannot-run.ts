/** The set-up is wrong: usage, configuration, a folder that is not there. The message says what to do; it holds no secret. */
export class CannotRun extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CannotRun';
  }
}
