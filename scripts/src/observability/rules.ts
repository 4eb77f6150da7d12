import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Labelled {
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}
export interface Recording extends Labelled {
  readonly record: string;
}
export interface Alert extends Labelled {
  readonly alert: string;
  readonly for?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface RuleGroup {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly (Recording | Alert)[];
}

/** An expectation in a test of `promtool test rules`: the alerts that fire at some time. */
export interface AlertCheck {
  readonly alertname: string;
  readonly exp_alerts?: readonly unknown[];
}

/** Paths of the YAML files directly in a folder, sorted. */
export const yamlFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => join(folder, name));

const readYaml = (file: string): unknown => parse(readFileSync(file, 'utf8'));

/** The groups of all rule files of a folder. */
export function readRuleGroups(folder: string): RuleGroup[] {
  return yamlFiles(folder).flatMap((file) => (readYaml(file) as { groups: RuleGroup[] }).groups);
}

export function readAlertChecks(folder: string): AlertCheck[] {
  return yamlFiles(folder).flatMap((file) => {
    const { tests } = readYaml(file) as { tests: { alert_rule_test?: AlertCheck[] }[] };
    return tests.flatMap((test) => test.alert_rule_test ?? []);
  });
}

const allRules = (groups: readonly RuleGroup[]) => groups.flatMap(({ rules }) => rules);

export const alertsOf = (groups: readonly RuleGroup[]): Alert[] =>
  allRules(groups).filter((rule) => 'alert' in rule);

export const recordingsOf = (groups: readonly RuleGroup[]): Recording[] =>
  allRules(groups).filter((rule) => 'record' in rule);
