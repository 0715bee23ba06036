/**
 * A request that gets an error and a reason in place of an answer.
 *
 * Readers and handlers throw it; `refusalReply` turns it into octets.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  /** 400 to 599. */
  readonly statusCode: number;

  constructor(statusCode: number, detail: string) {
    super(detail);
    this.statusCode = statusCode;
  }
}
