// The learner must see: returning the value without asking anybody: what the service has read is asked for.

export * from "../../../../../solutions/05-sending-data.ts";

export async function postJson(
  _host: string,
  _port: number,
  _path: string,
  value: unknown,
): Promise<unknown> {
  return value;
}
