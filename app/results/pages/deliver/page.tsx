import { academicYearLabel, semesters } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { Button, Choices, FileField, Notice, Select } from '#app/web/index.ts';
import { latestPeriod } from '../../delivery-period.ts';
import { type DeliveryKind, deliveryKinds, kindDescriptions } from '../../kind.ts';
import { sv as room } from '../../sv.ts';
import { sv } from './sv.ts';

/** What the program of the page must know of each kind: its semesters, the files it may be joined to, and the latest that can have come. */
const kindFacts = (today: IsoDate) =>
  Object.fromEntries(
    deliveryKinds.map(kind => {
      const { perSemester, linked } = kindDescriptions[kind];
      return [kind, { perSemester, linked: linked.map(file => file.as), latest: latestPeriod(kind, today) }];
    }),
  );

const firstKind: DeliveryKind = 'np_ak9';

const accepted = '.csv,.txt,.tsv,.xlsx';

/**
 * Where files of results are read and cells sent. The form is shown by the page's program, which reads the files; without it the page
 * tells why, since a form that sent the files would send the pupils.
 */
export const DeliverPage = ({ years, today }: { years: readonly number[]; today: IsoDate }) => (
  <>
    <h1>{sv.title}</h1>
    <p>{sv.intro}</p>
    <div data-without-program>
      <Notice kind="warning">
        <p>{sv.withoutScript}</p>
        <p>
          <code class="command">{sv.command}</code>
        </p>
        <p>{sv.commandHelp}</p>
      </Notice>
    </div>
    <form data-deliver data-kinds={JSON.stringify(kindFacts(today))} hidden novalidate>
      <Select
        name="slag"
        label={sv.kind}
        value={firstKind}
        options={deliveryKinds.map(kind => ({ value: kind, text: room.kinds[kind] }))}
      />
      <Select
        name="lasar"
        label={sv.year}
        value={String(latestPeriod(firstKind, today).academicYear)}
        options={years.map(start => ({ value: String(start), text: academicYearLabel(start) }))}
      />
      <div data-part="semester">
        <Choices
          name="termin"
          label={sv.semester}
          inRow
          values={[]}
          options={semesters.map(value => ({ value, text: sv.semesters[value] }))}
        />
      </div>
      <FileField name="filer" label={sv.files} help={sv.filesHelp} accept={accepted} many />
      <div data-part="test">
        <FileField name="prov" label={sv.tests} help={sv.testsHelp} accept={accepted} many optional />
      </div>
      <div data-part="prior">
        <FileField name="tidigare" label={sv.prior} help={sv.priorHelp} accept={accepted} many optional />
      </div>
      <div class="buttons">
        <Button>{sv.read}</Button>
      </div>
    </form>
    <div data-outcome />
  </>
);
