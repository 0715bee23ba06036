// The grader of lesson 6. Each check says what it demands, asks the submission, and names the usual causes.

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer, type PeerCertificate, rootCertificates } from "node:tls";
import {
  CheckFailure,
  checksOf,
  describe,
  expect,
  ifAnswer,
  ifReturned,
  ifThrew,
  type PracticeFixture,
} from "#grader";

const check = checksOf<typeof import("#submission/06-http-and-https")>();

type TlsFailure = import("#submission/06-http-and-https").TlsFailure;
type SecureSide = Awaited<ReturnType<PracticeFixture["startTls"]>>;
type SecurePortName = Exclude<keyof SecureSide, "ca" | "client">;

/** The name that all certificates of the service are for, but one. */
const NAME = "practice.test";
/** The one of the port `wrongHost`. */
const OTHER_NAME = "elsewhere.test";

const NEVER_CLOSES = "never closing the connection: a response that was read leaves it open.";
const HARD_CODED =
  "answering every call as the worked example: the inputs are others in each run, so the answer has to come from them.";
/** The value that a task's worked example gives, whatever was asked. */
const hardCoded = (value: unknown) => ifReturned(value, HARD_CODED);

/** Known by what one part of the object is. */
function ifPart(name: string, looksLike: (part: unknown) => boolean, cause: string) {
  return ifAnswer((value) => looksLike((value as Record<string, unknown>)[name]), cause);
}

describe("Task 1: connectionPlan", () => {
  const see = { meta: { see: "RFC 9110 §4.2 and §7.2; in the lesson: What the URL says", atOnce: true } };
  const example = hardCoded({
    secure: true,
    host: "::1",
    port: 8443,
    target: "/get?lamp=red",
    hostField: "[::1]:8443",
  });
  const portIsText = ifPart(
    "port",
    (port) => typeof port === "string",
    "leaving the port a text: `url.port` is one, and `Number()` makes a number of it.",
  );

  check("reads the five parts of an https URL", see, async ({ submission, random }) => {
    const [host, target] = [`${random.word()}.example`, `/${random.word()}/x?lamp=${random.word()}`];
    const port = random.integer(1_024, 9_999);
    await submission.connectionPlan(`https://${host}:${port}${target}`).returns(
      { secure: true, host, port, target, hostField: `${host}:${port}` },
      example,
      portIsText,
      ifPart(
        "host",
        (part) => part === `${host}:${port}`,
        "taking `url.host` for the host: that is host and port together, as Host has them. `hostname` is the host alone.",
      ),
      ifPart(
        "target",
        (part) => part === target.replace(/\?.*/, ""),
        "losing the query: `pathname` ends before the `?`, and `search` has the rest.",
      ),
      ifPart(
        "hostField",
        (part) => part === host,
        "leaving the port out of Host: only the default port of the scheme is left out.",
      ),
      ifPart(
        "secure",
        (part) => part === false,
        "not seeing https: `protocol` is `https:`, with the colon, and no port says anything of the scheme.",
      ),
    );
  });

  const ONE_DEFAULT =
    "one default port for both schemes: it is 443 for https, and 80 for http, where TLS is not spoken.";
  for (const [scheme, port] of [
    ["http", 80],
    ["https", 443],
  ] as const) {
    check(`takes port ${port} where an ${scheme} URL names none`, see, async ({ submission, random }) => {
      const host = `${random.word()}.example`;
      await submission.connectionPlan(`${scheme}://${host}/`).returns(
        { secure: scheme === "https", host, port, target: "/", hostField: host },
        example,
        portIsText,
        ifPart(
          "port",
          (part) => part === 0 || Number.isNaN(part),
          'making a number of no text: `url.port` is "" where the port is the default one, and `Number("")` is 0.',
        ),
        ifPart("port", (part) => part !== port, ONE_DEFAULT),
        ifPart(
          "hostField",
          (part) => typeof part === "string" && part.includes(":"),
          "the default port in Host: there it is left out (RFC 9110 §7.2), and a server may compare.",
        ),
      );
    });
  }

  check("knows the scheme by its name, and not by the port", see, async ({ submission, random }) => {
    const host = `${random.word()}.example`;
    const BY_PORT = "taking the port for the scheme: http may be spoken at port 443, and https at any other.";
    const EITHER =
      "leaving 80 and 443 out of Host whatever the scheme is: for http 443 is a port like any other.";
    for (const [scheme, port] of [
      ["http", 443],
      ["https", 80],
    ] as const) {
      await submission.connectionPlan(`${scheme}://${host}:${port}/`).returns(
        { secure: scheme === "https", host, port, target: "/", hostField: `${host}:${port}` },
        ifPart("secure", (part) => part !== (scheme === "https"), BY_PORT),
        ifPart("hostField", (part) => part === host, EITHER),
        ifPart("port", (part) => part !== port, ONE_DEFAULT),
      );
    }
  });

  check("leaves the default port out of Host, also where the URL has it", see, async ({ submission }) => {
    for (const [scheme, port] of [
      ["http", 80],
      ["https", 443],
    ] as const) {
      await submission.connectionPlan(`${scheme}://practice.test:${port}/`).returns(
        { secure: scheme === "https", host: NAME, port, target: "/", hostField: NAME },
        ifPart(
          "hostField",
          (part) => part === `${NAME}:${port}`,
          "the default port in Host: there it is left out (RFC 9110 §7.2), and a server may compare.",
        ),
        ifPart(
          "port",
          (part) => part === 0,
          'making a number of no text: `url.port` is "" where the port is the default one, and `Number("")` is 0.',
        ),
        ONE_DEFAULT,
      );
    }
  });

  check(
    "takes the brackets off an IPv6 address, and leaves them in Host",
    see,
    async ({ submission, random }) => {
      const port = random.integer(1_024, 9_999);
      const address = `2001:db8::${random.integer(2, 9)}`;
      for (const [url, host, at, hostField] of [
        [`https://[::1]:${port}/`, "::1", port, `[::1]:${port}`],
        [`https://[${address}]/`, address, 443, `[${address}]`],
      ] as const) {
        await submission.connectionPlan(url).returns(
          { secure: true, host, port: at, target: "/", hostField },
          portIsText,
          ifPart(
            "host",
            (part) => part === `[${host}]`,
            "keeping the brackets of an IPv6 address: they belong to the URL, and nothing is found under `[::1]`.",
          ),
          ifPart(
            "hostField",
            (part) => typeof part === "string" && part.startsWith("[["),
            "doubling the brackets: `hostname` has them already.",
          ),
          ifPart(
            "hostField",
            (part) => typeof part === "string" && !part.startsWith("["),
            "losing the brackets in Host: without them nobody sees where the address ends and the port begins.",
          ),
        );
      }
    },
  );

  check("keeps user and password to itself", see, async ({ submission, random }) => {
    const [user, password] = [random.word(), random.word()];
    const SENT =
      "sending user and password along: they stand in front of the host in a URL, and belong neither to Host nor to the target.";
    await submission.connectionPlan(`https://${user}:${password}@practice.test:8443/get`).returns(
      { secure: true, host: NAME, port: 8_443, target: "/get", hostField: `${NAME}:8443` },
      ifAnswer((value) => JSON.stringify(value).includes(user), SENT),
    );
  });

  check("leaves the fragment out", see, async ({ submission, random }) => {
    const SENT = "sending the fragment: what stands behind the # is for the client alone.";
    const word = random.word();
    for (const [rest, target] of [
      [`/get?lamp=red#${word}`, "/get?lamp=red"],
      [`/#/${word}?lamp=red`, "/"],
    ] as const) {
      await submission.connectionPlan(`http://practice.test:8080${rest}`).returns(
        { secure: false, host: NAME, port: 8_080, target, hostField: `${NAME}:8080` },
        ifPart("target", (part) => String(part).includes(word), SENT),
      );
    }
  });

  check("leaves path and query as they are encoded", see, async ({ submission, random }) => {
    const target = `/caf%C3%A9%2F${random.word()}?q=a%20b%26c`;
    await submission
      .connectionPlan(`https://practice.test:8443${target}`)
      .returns(
        { secure: true, host: NAME, port: 8_443, target, hostField: `${NAME}:8443` },
        "decoding what goes onto the wire as it is: after that nobody can tell `%2F` from `/`.",
      );
  });

  check("makes / of an empty path", see, async ({ submission, random }) => {
    const query = `?lamp=${random.word()}`;
    await submission
      .connectionPlan(`https://practice.test:8443${query}`)
      .returns(
        { secure: true, host: NAME, port: 8_443, target: `/${query}`, hostField: `${NAME}:8443` },
        "sending an empty path: a target in origin-form begins with `/` (RFC 9112 §3.2.1).",
      );
  });

  check("throws InvalidURL for what is neither http nor https", see, async ({ submission }) => {
    await submission.connectionPlan("https://practice.test/").value();
    for (const url of [
      "ftp://practice.test/",
      "ws://practice.test/",
      "localhost:8080/get",
      "/get",
      "https://",
    ])
      await submission
        .connectionPlan(url)
        .throws(
          "InvalidURL",
          {},
          ifThrew("TypeError", "letting the TypeError of `new URL` through: the task promises InvalidURL."),
          "taking every scheme for http: only `http:` and `https:` are spoken here.",
        );
  });
});

describe("Task 2: classifyTls", () => {
  const see = { meta: { see: "In the lesson: When it fails", atOnce: true } };
  const MESSAGE =
    "reading the message: it is for people, it changes, and names that others chose stand in it. `code` is for programs.";
  const SELF_SIGNED =
    "taking SELF_SIGNED_CERT_IN_CHAIN for a certificate that signed itself: it is the CA's that did, as all of them, and nobody trusts it.";
  const hasNoCode = ifThrew(
    "TypeError",
    "taking every thrown thing for an Error: anything can be thrown, `undefined` too, and has no `code` then.",
  );
  const mixesTimes = ifReturned(
    "expired",
    "one kind for all that is wrong with the time: a certificate that is not valid yet has not expired, and is cured by waiting.",
  );

  /** One defect each, and what it is called. */
  const defects: readonly (readonly [SecurePortName, TlsFailure, string])[] = [
    ["expired", "expired", "a certificate that ran out"],
    ["selfSigned", "self-signed", "one that signed itself"],
    ["notYetValid", "not-yet-valid", "one that is valid from next year on"],
    ["untrusted", "untrusted", "one whose CA nobody trusts"],
    ["missingIntermediate", "untrusted", "one whose chain has a gap"],
    ["wrongHost", "wrong-host", "one for another host"],
  ];
  for (const [port, kind, what] of defects) {
    check(`calls ${what} ${kind}`, see, async ({ submission, host, practice }) => {
      const tls = await practice.startTls();
      const url = urlOf(tls, port, "/get");
      const error = await host.failure({ by: "client", url, ca: tls.ca, address: practice.host });
      await submission
        .classifyTls(error)
        .returns(
          kind,
          ...(kind === "not-yet-valid" ? [mixesTimes] : [hardCoded("expired")]),
          "comparing with a code that is not the one of the table: print `error.code` once.",
        );
    });
  }

  for (const name of ["expired", "self-signed", "not-yet-valid", "unable-to-verify"]) {
    check(
      `is not misled by a host that is called ${name}.test`,
      see,
      async ({ submission, host, practice }) => {
        const tls = await practice.startTls();
        const url = urlOf(tls, "wrongHost", "/get", `${name}.test`);
        const error = await host.failure({ by: "client", url, ca: tls.ca, address: practice.host });
        await submission.classifyTls(error).returns("wrong-host", MESSAGE);
      },
    );
  }

  check(
    "calls a CA untrusted that comes along with the certificate",
    see,
    async ({ submission, host, practice, random }) => {
      const { ca, client } = await practice.startTls();
      await using server = await serverWith({ cert: client.cert + ca, key: client.key });
      // The leaf is for learner.test, and right; the root behind it is not the one that is trusted.
      const url = `https://learner.test:${server.port}/`;
      const trusted = { ca: random.pick(rootCertificates), address: server.address };
      const error = await host.failure({ by: "client", url, ...trusted });
      await submission
        .classifyTls(error)
        .returns(
          "untrusted",
          hardCoded("expired"),
          ifReturned("self-signed", SELF_SIGNED),
          "a code of the table left out: several of them say untrusted.",
        );
    },
  );

  check("calls a port that speaks plain HTTP not-tls", see, async ({ submission, host, practice }) => {
    const url = `https://${NAME}:${practice.port}/get`;
    const error = await host.failure({ by: "client", url, address: practice.host });
    await submission
      .classifyTls(error)
      .returns(
        "not-tls",
        hardCoded("expired"),
        ifReturned(
          "other",
          "leaving out what comes back from a port that speaks no TLS: it has two codes, by the version of Node.",
        ),
        MESSAGE,
      );
  });

  const OWN_WORD =
    "taking everything that happens during TLS for one of the kinds: an alert or a reset says nothing of certificates, and is other.";
  check("calls a client certificate that is missing other", see, async ({ submission, host, practice }) => {
    const tls = await practice.startTls();
    const url = urlOf(tls, "clientCertificate", "/get");
    const error = await host.failure({ by: "client", url, ca: tls.ca, address: practice.host });
    await submission
      .classifyTls(error)
      .returns(
        "other",
        hardCoded("expired"),
        ifReturned(
          "not-tls",
          "taking every code that begins with ERR_SSL for not-tls: most of them come from a server that does speak TLS.",
        ),
        OWN_WORD,
      );
  });

  for (const peer of ["handshake-closed", "handshake-refused"]) {
    check(`calls ${peer} other`, see, async ({ submission, host, practice }) => {
      const { url } = await practice.peer(peer);
      const { hostname, port } = new URL(url);
      const error = await host.failure({ by: "client", url: `https://${NAME}:${port}/`, address: hostname });
      await submission.classifyTls(error).returns("other", hardCoded("expired"), OWN_WORD);
    });
  }

  check("calls other what has nothing to do with TLS", see, async ({ submission, host, practice }) => {
    const { url } = await practice.peer("refused");
    await submission
      .classifyTls(await host.failure({ by: "client", url }))
      .returns("other", hardCoded("expired"), OWN_WORD);
    for (const thrown of [undefined, null, "CERT_HAS_EXPIRED", 42, { code: 7 }, {}])
      await submission.classifyTls(thrown).returns("other", hasNoCode, hardCoded("expired"), MESSAGE);
  });
});

describe("Task 3: getSecure", () => {
  const see = { meta: { see: "In the lesson: The handshake, and Whom you trust" } };
  const OFF =
    "turning verification off: then anybody on the way can answer in the server's place, and TLS keeps no secret from them.";
  const NAMELESS =
    "leaving out the server name: without `servername` the certificate is checked for the address, and the server is not told whom you mean.";
  const HOST =
    "leaving Host to the client, which makes it of what it connected to: the URL's host and port belong there.";
  const ONLY_CA =
    "adding `ca` to what is trusted already, or keeping it for later calls: it stands in place of all others, for this connection.";
  const example = hardCoded({ statusCode: 200, text: "User-agent: *\nDisallow: /deny\n" });
  const caIsMissing = ifThrew(
    "Error",
    "not handing on `ca`: without it the public CAs are asked, and none of them has signed this.",
    /unable to verify the first certificate/,
  );
  const nameless = ifThrew("Error", NAMELESS, /does not match certificate/);
  const asksForName = ifThrew(
    "Error",
    "asking for the URL's host: `address` is where to connect to, and the name is for TLS and Host.",
    /ENOTFOUND|EAI_AGAIN|getaddrinfo/,
  );

  check("gets what the URL names", see, async ({ submission, practice, random }) => {
    const tls = await practice.startTls();
    const [path, text] = [`/${random.word()}`, `${random.word()} é`];
    const statusCode = random.integer(201, 299);
    practice.stage(path, reply(statusCode, text));
    const target = `${path}?lamp=${random.word()}`;
    await submission.getSecure(urlOf(tls, "good", `${target}#top`), trusting(tls, practice)).returns(
      { statusCode, text },
      example,
      caIsMissing,
      asksForName,
      ifThrew(
        "NotConnected",
        "returning a promise from the `try` without `await`: the `finally` closes the connection before the response is there.",
      ),
      ifPart(
        "text",
        (part) => String(part).includes("Ã"),
        "decoding the octets as ISO-8859-1: the content is UTF-8.",
      ),
    );
    practice.mustHaveReceived(
      [`GET ${target}`],
      "another target than path and query of the URL: no host, no fragment.",
    );
    await practice.mustBeClosed(NEVER_CLOSES);
  });

  check("takes every status code for an answer", see, async ({ submission, practice, random }) => {
    const tls = await practice.startTls();
    for (const statusCode of [404, random.integer(500, 599)]) {
      practice.stage("/odd", reply(statusCode, "no"));
      await submission
        .getSecure(urlOf(tls, "good", "/odd"), trusting(tls, practice))
        .returns(
          { statusCode, text: "no" },
          example,
          "taking a status code for a failure: a 404 is a whole response.",
        );
    }
  });

  check("tells the server which name it wants", see, async ({ submission, practice, random }) => {
    const tls = await practice.startTls();
    practice.stage("/name", reply(200, random.word()));
    await submission.getSecure(urlOf(tls, "good", "/name"), trusting(tls, practice));
    mustHaveNamed(practice, NAME, NAMELESS);
  });

  check(
    "has the certificate checked for the name in the URL",
    see,
    async ({ submission, practice, random }) => {
      const tls = await practice.startTls();
      const text = random.word();
      practice.stage("/name", reply(200, text));
      await submission
        .getSecure(urlOf(tls, "wrongHost", "/name", OTHER_NAME), trusting(tls, practice))
        .returns({ statusCode: 200, text }, example, nameless);
    },
  );

  check("sends a Host of the URL", see, async ({ submission, practice, random }) => {
    const tls = await practice.startTls();
    practice.stage("/host", reply(200, random.word()));
    await submission.getSecure(urlOf(tls, "good", "/host"), trusting(tls, practice));
    const fields = practice.connections
      .flatMap(({ requests }) => requests)
      .flatMap((request) => request.fields);
    const hosts = fields.filter(([name]) => name.toLowerCase() === "host").map(([, value]) => value);
    mustBe(
      "Host",
      `${NAME}:${tls.good.port}`,
      hosts.join(" and ") || "none",
      hosts.join() === NAME ? "leaving the port out of Host: it is not 443." : HOST,
    );
  });

  check("connects to the address", see, async ({ submission, practice }) => {
    const tls = await practice.startTls();
    // Nobody listens at this one; at localhost somebody does.
    const elsewhere = { ca: tls.ca, address: "::1" };
    await submission.getSecure(urlOf(tls, "good", "/get", "localhost"), elsewhere).throws(
      "Error",
      // ECONNREFUSED; another one where a machine has no such addresses.
      { code: expect.stringMatching(/^E[A-Z]+$/) },
      example,
      "asking for the URL's host: `address` is where to connect to, and the name is for TLS and Host.",
    );
  });

  for (const [port, code, what] of [
    ["expired", "CERT_HAS_EXPIRED", "ran out"],
    ["notYetValid", "CERT_NOT_YET_VALID", "is not valid yet"],
    ["selfSigned", "DEPTH_ZERO_SELF_SIGNED_CERT", "signed itself"],
    ["untrusted", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "a stranger signed"],
    ["wrongHost", "ERR_TLS_CERT_ALTNAME_INVALID", "is for another host"],
  ] as const) {
    check(`sends nothing where the certificate ${what}`, see, async ({ submission, practice, random }) => {
      const tls = await practice.startTls();
      practice.stage("/get", reply(200, random.word()));
      const IGNORES_NAME =
        "checking who signed, and not for whom: a certificate for another host is right, and proves nothing here.";
      await submission
        .getSecure(urlOf(tls, port, "/get"), trusting(tls, practice))
        .throws(
          "Error",
          { code },
          example,
          ...(port === "wrongHost" ? [ifAnswer(() => true, IGNORES_NAME)] : [ifAnswer(() => true, OFF)]),
          ifThrew(
            "Error",
            "throwing another error than the one that came: without a `catch` it goes on by itself.",
          ),
        );
      practice.mustHaveReceived(
        [],
        "sending the request before the certificate was checked: what has left cannot be called back.",
      );
      await practice.mustBeClosed(NEVER_CLOSES);
    });
  }

  check("trusts the CA that it is given, and no other", see, async ({ submission, practice, random }) => {
    const tls = await practice.startTls();
    practice.stage("/get", reply(200, random.word()));
    const url = urlOf(tls, "good", "/get");
    await submission.getSecure(url, trusting(tls, practice)).value(caIsMissing);
    await submission
      .getSecure(url, { ca: random.pick(rootCertificates), address: practice.host })
      .throws("Error", { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" }, example, ONLY_CA);
  });

  check("closes the connection when the response is broken", see, async ({ submission, practice }) => {
    const tls = await practice.startTls();
    await submission
      .getSecure(urlOf(tls, "good", "/fault/truncated-body"), trusting(tls, practice))
      .throws("IncompleteRead", {}, example, "hiding an error of the client, which the caller should see.");
    await practice.mustBeClosed(NEVER_CLOSES);
  });
});

describe("Task 4: certificateFacts", () => {
  const see = { meta: { see: "In the lesson: What a certificate says" } };
  const NAMELESS =
    "leaving out the server name: without `servername` the certificate is checked for the address, and a server of many hosts shows the wrong one.";
  const oneName = ifPart(
    "names",
    (names) => Array.isArray(names) && names.join() === NAME,
    "reading the common name: it does not count (RFC 9110 §4.3.4). The names stand in `subjectaltname`.",
  );
  const hasPrefixes = ifPart(
    "names",
    (names) => JSON.stringify(names).includes("DNS:"),
    "leaving `DNS:` in front of a name: that is how Node shows of which kind it is.",
  );
  const hasAddresses = ifPart(
    "names",
    (names) => JSON.stringify(names).includes("127.0.0.1"),
    "IP addresses among the host names: only entries that begin with `DNS:` are names.",
  );
  const subject = ifPart(
    "issuer",
    (issuer) => issuer === NAME,
    "taking the subject for the issuer: the subject is whose certificate it is, the issuer signed it.",
  );
  const isAsNodeShowsIt = ifPart(
    "validTo",
    (validTo) => typeof validTo === "string" && validTo.endsWith("GMT"),
    "leaving the time as Node shows it: `new Date(...)` reads it, and `toISOString()` writes it.",
  );
  const caIsMissing = ifThrew(
    "Error",
    "not handing on `ca`: without it the public CAs are asked, and none of them has signed this.",
    /unable to verify the first certificate/,
  );
  const example = ifPart("validTo", (validTo) => validTo === "2027-11-28T12:00:00.000Z", HARD_CODED);

  check("tells names, issuer and end", see, async ({ submission, practice }) => {
    const tls = await practice.startTls();
    const certificate = await certificateOf(practice, tls.good.port);
    const validFrom = isoTime(certificate.valid_from);
    await submission.certificateFacts(urlOf(tls, "good", ""), trusting(tls, practice)).returns(
      { names: [NAME, "localhost"], issuer: "practice CA", validTo: isoTime(certificate.valid_to) },
      example,
      caIsMissing,
      oneName,
      hasPrefixes,
      hasAddresses,
      subject,
      isAsNodeShowsIt,
      ifPart(
        "validTo",
        (validTo) => validTo === validFrom,
        "telling from when it is valid, and not until when.",
      ),
    );
    practice.mustHaveReceived([], "sending a request: the certificate comes with the handshake.");
    await practice.mustBeClosed(
      "never closing the connection: the socket is yours here, and `destroy()` closes it.",
    );
  });

  check("asks for the host of the URL", see, async ({ submission, practice }) => {
    const tls = await practice.startTls();
    const { valid_to: validTo } = await certificateOf(practice, tls.wrongHost.port);
    await submission
      .certificateFacts(urlOf(tls, "wrongHost", "", OTHER_NAME), trusting(tls, practice))
      .returns(
        { names: [OTHER_NAME], issuer: "practice CA", validTo: isoTime(validTo) },
        example,
        hasPrefixes,
        ifThrew("Error", NAMELESS, /does not match certificate/),
      );
  });

  check(
    "tells of one that signed itself, where just that is trusted",
    see,
    async ({ submission, practice }) => {
      const tls = await practice.startTls();
      const { raw, valid_to: validTo } = await certificateOf(practice, tls.selfSigned.port);
      const ca = `-----BEGIN CERTIFICATE-----\n${raw.toString("base64")}\n-----END CERTIFICATE-----\n`;
      await submission
        .certificateFacts(urlOf(tls, "selfSigned", ""), { ca, address: practice.host })
        .returns(
          { names: [NAME, "localhost"], issuer: NAME, validTo: isoTime(validTo) },
          example,
          oneName,
          hasPrefixes,
          hasAddresses,
        );
    },
  );

  for (const [port, code, what] of [
    ["expired", "CERT_HAS_EXPIRED", "ran out"],
    ["untrusted", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "a stranger signed"],
    ["wrongHost", "ERR_TLS_CERT_ALTNAME_INVALID", "is for another host"],
  ] as const) {
    check(`tells nothing of one that ${what}`, see, async ({ submission, practice }) => {
      const tls = await practice.startTls();
      await submission.certificateFacts(urlOf(tls, port, ""), trusting(tls, practice)).throws(
        "Error",
        { code },
        example,
        ifAnswer(
          () => true,
          "telling of a certificate that was not verified: anybody can write these names into one.",
        ),
        ifThrew(
          "Error",
          "throwing another error than the one that came: without a `catch` it goes on by itself.",
        ),
      );
      await practice.mustBeClosed(
        "never closing the connection: a handshake that failed leaves a socket, too.",
      );
    });
  }
});

/** A URL of one of the service's https ports. */
function urlOf(tls: SecureSide, port: SecurePortName, target: string, name = NAME): string {
  return `https://${name}:${tls[port].port}${target}`;
}

/** The CA of the service, and where it listens. */
function trusting({ ca }: SecureSide, { host }: PracticeFixture): { ca: string; address: string } {
  return { ca, address: host };
}

/** UTF-8 text, after which the connection stays open. */
function reply(statusCode: number, text: string) {
  const body = Buffer.from(text);
  const head = `HTTP/1.1 ${statusCode} Staged\r\nContent-Length: ${body.length}\r\n\r\n`;
  return { steps: [{ send: Buffer.concat([Buffer.from(head), body]) }], end: "keep" } as const;
}

/** What is shown at a port, right or not. */
async function certificateOf({ host }: PracticeFixture, port: number): Promise<PeerCertificate> {
  const socket = connect({ host, port, rejectUnauthorized: false });
  try {
    await once(socket, "secureConnect");
    return socket.getPeerCertificate();
  } finally {
    socket.destroy();
  }
}

/** A TLS server beside the service, for a chain of certificates of its own. */
async function serverWith(identity: { readonly cert: string; readonly key: string }) {
  const server = createServer(identity, (socket) => socket.on("error", () => {}));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { address, port } = server.address() as AddressInfo;
  return {
    address,
    port,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, "close");
    },
  };
}

function isoTime(text: string): string {
  return new Date(text).toISOString();
}

/** The last connection has to have asked for this name. */
function mustHaveNamed({ connections }: PracticeFixture, name: string, cause: string): void {
  const received = connections.findLast(({ secure }) => secure?.protocol !== undefined)?.secure?.serverName;
  mustBe("server name of the TLS handshake", name, received ?? "none", cause);
}

function mustBe(what: string, expected: string, received: string, cause: string): void {
  if (received === expected) return;
  const message = `The service got another ${what} than the URL says.`;
  throw new CheckFailure({ reason: "wrong-answer", message, expected, received, cause });
}
