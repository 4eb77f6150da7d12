import { Rejection } from '../../limits/rejection.js';
import type { RejectionRule } from '../../limits/rules.js';
import type { DocumentNode, FieldNode, SelectionSetNode } from '../engine.js';
import { fragmentsOf } from '../fragments.js';

/** The size of a selection with its fragments written out. */
interface Shape {
  depth: number;
  introspectionDepth: number;
  /** The nesting depth of introspection lists; each level multiplies the result by the size of the schema. */
  introspectionLists: number;
  /** The same for lists that may still turn out to be part of introspection. */
  namedLists: number;
  fields: number;
  aliases: number;
  rootFields: number;
  directives: number;
}

type Measure = keyof Shape;

const limits: Record<Measure, { max: number; rule: RejectionRule; what: string }> = {
  depth: { max: 10, rule: 'depth', what: 'levels' },
  introspectionDepth: { max: 16, rule: 'introspection', what: 'levels of introspection' },
  introspectionLists: { max: 2, rule: 'introspection', what: 'nested introspection lists' },
  namedLists: { max: Infinity, rule: 'introspection', what: 'lists' },
  fields: { max: 1000, rule: 'cost', what: 'fields' },
  aliases: { max: 30, rule: 'aliases', what: 'aliases' },
  rootFields: { max: 20, rule: 'root_fields', what: 'root fields' },
  directives: { max: 20, rule: 'directives', what: 'directives' },
};

const nothing: Shape = {
  depth: 0,
  introspectionDepth: 0,
  introspectionLists: 0,
  namedLists: 0,
  fields: 0,
  aliases: 0,
  rootFields: 0,
  directives: 0,
};

const introspectionLists = new Set(['fields', 'interfaces', 'possibleTypes', 'inputFields', 'types']);

/**
 * Rejects documents that are too large with their fragments written out. It runs before validation, whose work grows
 * with the document, so it has to accept cyclic and unknown fragments: it ignores both.
 * @throws Rejection that names the limit
 */
export function checkShape(document: DocumentNode): void {
  const measure = createMeasure(document);
  for (const definition of document.definitions) {
    // Fragments count where they are spread; validation rejects unused ones.
    if (definition.kind === 'OperationDefinition') checkLimits(measure(definition.selectionSet));
  }
}

function checkLimits(shape: Shape): void {
  for (const [measure, { max, rule, what }] of Object.entries(limits)) {
    if (shape[measure as Measure] > max) {
      throw new Rejection(rule, 'QUERY_TOO_COMPLEX', `The document has more than ${max} ${what}.`);
    }
  }
}

type MeasureSelection = (set: SelectionSetNode) => Shape;

/** Each fragment is measured once, however often it is spread. */
function createMeasure(document: DocumentNode): MeasureSelection {
  const fragments = fragmentsOf(document);
  const measured = new Map<string, Shape>();
  const measureFragment = (name: string): Shape => {
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, nothing);
    const fragment = fragments.get(name);
    const shape = fragment ? measure(fragment.selectionSet) : nothing;
    measured.set(name, shape);
    return shape;
  };
  const measure: MeasureSelection = (set) => {
    const total = { ...nothing };
    for (const selection of set.selections) {
      if (selection.kind === 'Field') add(total, fieldShape(selection, measure));
      else if (selection.kind === 'FragmentSpread') add(total, measureFragment(selection.name.value));
      else add(total, measure(selection.selectionSet));
      total.directives += selection.directives?.length ?? 0;
    }
    return total;
  };
  return measure;
}

function fieldShape(field: FieldNode, measure: MeasureSelection): Shape {
  const inner = field.selectionSet ? measure(field.selectionSet) : nothing;
  const name = field.name.value;
  const introspects = name === '__schema' || name === '__type';
  return {
    depth: introspects ? 1 : inner.depth + 1,
    // Levels and lists become part of introspection at the field that starts it, which is reached last.
    introspectionDepth: introspects ? inner.depth + 1 : inner.introspectionDepth,
    introspectionLists: introspects ? inner.namedLists : inner.introspectionLists,
    namedLists: inner.namedLists + (introspectionLists.has(name) ? 1 : 0),
    fields: inner.fields + 1,
    aliases: inner.aliases + (field.alias ? 1 : 0),
    rootFields: 1,
    directives: inner.directives,
  };
}

function add(total: Shape, part: Shape): void {
  total.depth = Math.max(total.depth, part.depth);
  total.introspectionDepth = Math.max(total.introspectionDepth, part.introspectionDepth);
  total.introspectionLists = Math.max(total.introspectionLists, part.introspectionLists);
  total.namedLists = Math.max(total.namedLists, part.namedLists);
  total.fields += part.fields;
  total.aliases += part.aliases;
  total.rootFields += part.rootFields;
  total.directives += part.directives;
}
