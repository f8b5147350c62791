import type { FieldError } from '#app/shared/outcome.ts';
import {
  Button,
  Form,
  Hidden,
  Select,
  type SentForm,
  shownValue,
  TextArea,
  TextField,
} from '#app/web/index.ts';
import { itemPath } from '../addresses.ts';
import type { ItemHead } from '../board-item.ts';
import { decisionField } from '../decision.ts';
import { clauseDecisions, type ProposalClause } from '../proposal.ts';
import { sv } from '../sv.ts';
import { clauseText } from './item-page.tsx';

const say = sv.decision;

/** Where the secretary enters what the board decided in each clause. */
export const DecisionPage = ({
  item,
  clauses,
  form,
  problems,
}: {
  item: ItemHead;
  clauses: readonly ProposalClause[];
  form: SentForm;
  problems: readonly FieldError[];
}) => (
  <>
    <h1>{say.title}</h1>
    <p>{say.intro}</p>
    <Form action={`${itemPath(item)}/beslut`} guard>
      <Hidden name="version" value={shownValue(form, 'version', item.version)} />
      <TextField
        name="decidedOn"
        label={say.decidedOn}
        type="date"
        value={shownValue(form, 'decidedOn', item.meetingOn)}
        problems={problems}
      />
      <TextField
        name="paragraph"
        label={say.paragraph}
        help={say.paragraphHelp}
        width="short"
        value={form.text('paragraph')}
        problems={problems}
      />
      {clauses.map((clause, at) => {
        const number = at + 1;
        const field = (part: Parameters<typeof decisionField>[0]) => decisionField(part, number);
        return (
          <fieldset class="field">
            <legend class="ds-label">{say.clause(number)}</legend>
            <p>{clauseText(item, clause.text)}</p>
            <Hidden name={`clauseId-${number}`} value={clause.id} />
            <Select
              name={field('decision')}
              label={say.choice}
              empty={sv.answers.verdictNone}
              options={clauseDecisions.map(value => ({ value, text: say.choices[value] }))}
              value={form.text(field('decision'))}
              problems={problems}
            />
            <TextArea
              name={field('decidedText')}
              label={say.changedText}
              help={say.changedTextHelp}
              optional
              rows={3}
              value={form.text(field('decidedText'))}
              problems={problems}
            />
            {clause.givesCommission && (
              <>
                <TextField
                  name={field('addressee')}
                  label={say.addressee}
                  value={shownValue(form, field('addressee'), clause.addressee)}
                  problems={problems}
                />
                <TextField
                  name={field('dueOn')}
                  label={say.dueOn}
                  type="date"
                  value={shownValue(form, field('dueOn'), clause.dueOn)}
                  problems={problems}
                />
              </>
            )}
          </fieldset>
        );
      })}
      <Button>{say.record}</Button>
    </Form>
  </>
);
