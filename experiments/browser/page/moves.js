// @ts-check
// What a question moves, in words.
import { registry } from "tapal/question";
import { say } from "tapal/text";
import { shown } from "tapal/values";

/**
 * Each moved parameter with its label, its value and its usual value in words.
 * @param {any} facts
 * @param {Record<string, any>} values by dotted path
 */
export function moves(facts, values) {
  const known = registry(facts);
  return Object.entries(values).flatMap(([path, value]) => {
    const parameter = known.get(path);
    if (!parameter) return [];
    return [{ parameter, label: say(parameter.label), value: shown(parameter, value), usual: shown(parameter, parameter.default) }];
  });
}
