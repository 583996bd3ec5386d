import type { FormModel, Models } from './types';

/** A gate: what other systems ask before they decide, answered by a decision from what stands in libraries. */
export interface Gate {
  /** id of the decision that answers, and of the form that says what it has to be told */
  id: string;
  name: string;
  /** requirement id */
  flow: string;
  form: FormModel;
  /** realm roles that may ask */
  askedBy: string[];
  /** supporting decisions, as a process has them in its property `facts` */
  facts: string[];
  /** field that says what other cases are told of (fact `related`), as a process has its `subject` */
  subject: string[];
  /** the decision is asked about each record that the fields refer to, and those that pass are handed out */
  each: boolean;
}

const listed = (text = '') =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

/** The component that declares a gate: the form's heading. */
const heading = ({ components }: FormModel) =>
  components.find(({ properties }) => properties.gate !== undefined);

/** The gates of a release, by name: forms whose heading has the property `gate`. */
export function gatesOf({ forms, decisions }: Pick<Models, 'forms' | 'decisions'>): Gate[] {
  return Object.values(forms)
    .flatMap((form): Gate[] => {
      const { properties } = heading(form) ?? {};
      if (!properties) return [];
      const { gate = '', askedBy, facts, subject, each } = properties;
      return [
        {
          ...{ id: form.id, name: decisions[form.id]?.name ?? form.id, flow: gate, form },
          ...{ askedBy: listed(askedBy), facts: listed(facts), subject: listed(subject) },
          each: each === 'record',
        },
      ];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
