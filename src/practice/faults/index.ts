import { challengeFaults } from "./challenges.ts";
import { chunkedFaults } from "./chunked.ts";
import { connectionFaults } from "./connection.ts";
import { contentCodingFaults } from "./content-coding.ts";
import { contentLengthFaults } from "./content-length.ts";
import { cookieFaults } from "./cookies.ts";
import type { Fault, FaultGroup } from "./fault.ts";
import { fieldFaults } from "./fields.ts";
import { interimFaults } from "./interim.ts";
import { redirectFaults } from "./redirects.ts";
import { retryFaults } from "./retries.ts";
import { statusLineFaults } from "./status-line.ts";

/** Every fault of a response, by what it concerns: in the order in which a client meets it. */
export const faultGroups: readonly FaultGroup[] = [
  { title: "Connection", faults: connectionFaults },
  { title: "Status-line", faults: statusLineFaults },
  { title: "Fields", faults: fieldFaults },
  { title: "Content-Length", faults: contentLengthFaults },
  { title: "Chunked", faults: chunkedFaults },
  { title: "Interim responses", faults: interimFaults },
  { title: "Content coding", faults: contentCodingFaults },
  { title: "Redirects", faults: redirectFaults },
  { title: "Retries", faults: retryFaults },
  { title: "Cookies", faults: cookieFaults },
  { title: "Challenges", faults: challengeFaults },
];

export const faults: readonly Fault[] = faultGroups.flatMap((group) => group.faults);
