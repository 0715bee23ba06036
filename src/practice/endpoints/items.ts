import type { Exchange } from "../exchange.ts";
import type { Item } from "../item-shelf.ts";
import type { Json } from "../json.ts";
import { Refusal } from "../refusal.ts";
import { jsonReply, type Reply } from "../reply.ts";
import { fieldValues } from "../request-head.ts";

/** `/items`: the list, or a new item with 201 and its Location; DELETE empties the shelf. */
export function itemsReply({ request, memory }: Exchange): Reply {
  switch (request.method.toUpperCase()) {
    case "POST": {
      const item = memory.items.add(contentType(request), request.body);
      // Location may be relative (RFC 9110 §10.2.2).
      return { ...jsonReply(described(item), 201), fields: [["Location", `/items/${item.id}`]] };
    }
    case "DELETE":
      for (const { id } of memory.items.all) memory.items.remove(id);
      return { statusCode: 204 };
    default:
      return jsonReply({ items: memory.items.all.map(described) });
  }
}

/**
 * `/items/{n}`: the very content that was sent, with its type; PUT replaces it, DELETE removes it.
 *
 * @throws {Refusal} 404 when there is none
 */
export function itemReply({ request, path, memory }: Exchange): Reply {
  const item = memory.items.find(path.wholeNumber("n"));
  if (item === undefined) {
    throw new Refusal(
      404,
      `There is no item ${path.text("n")}. POST /items makes one, GET /items lists them.`,
    );
  }
  switch (request.method.toUpperCase()) {
    case "PUT":
      return jsonReply(described(memory.items.replace(item.id, contentType(request), request.body)));
    case "DELETE":
      memory.items.remove(item.id);
      return { statusCode: 204 };
    default:
      return {
        statusCode: 200,
        ...(item.contentType !== "" && { contentType: item.contentType }),
        body: item.content,
      };
  }
}

function contentType({ fields }: Exchange["request"]): string {
  return fieldValues(fields, "Content-Type")[0] ?? "";
}

function described({ id, contentType: type, content }: Item): Json {
  return { id, location: `/items/${id}`, content_type: type, octets: content.length };
}
