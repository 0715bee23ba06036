// The learner must see: answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.
import type { CertificateFacts } from "../../../../../solutions/06-http-and-https.ts";

export * from "../../../../../solutions/06-http-and-https.ts";

export async function certificateFacts(): Promise<CertificateFacts> {
  return {
    names: ["practice.test", "localhost"],
    issuer: "practice CA",
    validTo: "2027-11-28T12:00:00.000Z",
  };
}
