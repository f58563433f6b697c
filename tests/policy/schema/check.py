#!/usr/bin/env python3
"""check.py VERDICTS: docs/policy.schema.json and parse_policy() agree.

The shipped policy and its profiles are good to both. Then each place of a small policy is harmed in every way of HARMS:
what the reader refuses for its form the schema refuses, and nothing else."""
import copy
import json
import pathlib
import subprocess
import sys

import fastjsonschema

ROOT = pathlib.Path(__file__).resolve().parents[3]
# What one part says about another: a schema cannot see it.
BEYOND = ('does not exist', 'is missing; ', 'is used by no level', 'names no category', 'stands twice', 'must begin with 0 and rise',
          'must rise', 'needs at least one open interval', 'needs the place {keep}', 'complaint is missing')
HARMS = {'renamed': None, 'removed': None, 'null': None, 'object': {}, 'number': -1, 'huge': 10**15, 'text': 'No Such Word', 'empty': '', 'flag': True}


def small(policy):
    out = copy.deepcopy(policy)
    keep = {'facilities', 'service_attitude', 'safety', 'after_sales'}
    out['categories'] = [c for c in out['categories'] if c['code'] in keep]
    for category in out['categories']:
        category['subcategories'] = [s for s in category['subcategories'] if s['code'] in ('unauthorised_promise', 'other')]
        category['subcategories'][0].update(department='service', level=3, phrases=category['phrases'][:1], steps=category['steps'][:1])
        category['phrases'], category['steps'] = category['phrases'][:1], category['steps'][:1]
        category.update(level=3, resolve_at_most={'amount': 48, 'unit': 'calendar_hours'})
    out['impact_questions'] = [q for q in out['impact_questions'] if not q.startswith('product.') or q[8:] in keep]
    for template in out['answer_templates']:
        if 'categories' in template:
            template['categories'] = [c for c in template['categories'] if c in keep] or ['safety']
    out['calendar']['holidays'], out['calendar']['make_up_days'] = out['calendar']['holidays'][:1], out['calendar']['make_up_days'][:1]
    out['internal_words'] = {k: v[:1] for k, v in out['internal_words'].items()}
    out['level_words'] = {f'level_{n}': {'zh-Hans': '一', 'zh-Hant': '一', 'en': 'one'} for n in range(1, 5)}
    for rows in ('task_phrases', 'outcomes', 'answer_templates'):
        out[rows] = out[rows][:2]
    return out


def places(value, path=()):
    """Every member of every object; of the rows of a list those that have other members than the rows before."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield path + (key,)
            yield from places(item, path + (key,))
    elif isinstance(value, list):
        seen = set()
        for i, item in enumerate(value):
            shape = json.dumps(sorted(item) + [item.get('when')] if isinstance(item, dict) else type(item).__name__)
            if shape not in seen:
                yield from places(item, path + (i,))
            seen.add(shape)


def harmed(document, path, harm):
    out = copy.deepcopy(document)
    owner = out
    for step in path[:-1]:
        owner = owner[step]
    value = owner.pop(path[-1])
    if harm == 'renamed':
        owner[path[-1] + 'x'] = value
    elif harm != 'removed':
        owner[path[-1]] = HARMS[harm]
    return out


def verdicts(program, documents):
    lines = '\n'.join(json.dumps(d, ensure_ascii=False) for d in documents) + '\n'
    return subprocess.run([program], input=lines, capture_output=True, text=True, check=True).stdout.splitlines()


def fault_of(validate, document):
    try:
        validate(document)
    except fastjsonschema.JsonSchemaValueException as fault:
        return str(fault)
    return ''


def main():
    schema = json.loads((ROOT / 'docs/policy.schema.json').read_text())
    validate = fastjsonschema.compile(schema, use_default=False)
    shipped = json.loads((ROOT / 'assets/policy/mall.json').read_text())
    if fault := fault_of(validate, shipped):
        sys.exit(f'the shipped policy: {fault}')
    document = small(shipped)
    trials = [('as it is', ())] + [(harm, path) for path in places(document) for harm in HARMS]
    documents = [document] + [harmed(document, path, harm) for harm, path in trials[1:]]
    faults, refused, beyond = [], 0, 0
    for (harm, path), trial, verdict in zip(trials, documents, verdicts(sys.argv[1], documents), strict=True):
        form = [line for line in verdict.split('|') if not any(word in line for word in BEYOND)]
        good = not fault_of(validate, trial)
        if verdict != 'ok' and not form:
            beyond += 1
        elif good != (verdict == 'ok'):
            faults.append(f'{harm} {".".join(map(str, path))}: the schema says {"good" if good else "bad"}, the reader: {verdict}')
        refused += verdict != 'ok'
    for fault in faults:
        print(fault)
    print(f'{len(trials)} documents, {refused} refused, {beyond} of them for what no schema sees, {len(faults)} disagreements')
    if faults or refused < len(trials) / 2:
        sys.exit(1)


if __name__ == '__main__':
    main()
