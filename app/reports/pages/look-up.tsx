import type { FieldError } from '#app/shared/outcome.ts';
import { Button, TextField } from '#app/web/index.ts';
import { sv } from '../sv.ts';

/** From a code on paper to the page behind the number. */
export const LookUpPage = ({ code, problems }: { code: string; problems: readonly FieldError[] }) => (
  <>
    <h1>{sv.title}</h1>
    <p>{sv.lookUp.intro}</p>
    <form method="get" action="/siffra">
      <TextField
        name="kod"
        label={sv.lookUp.label}
        help={sv.lookUp.help}
        value={code}
        width="medium"
        problems={problems}
      />
      <Button>{sv.lookUp.button}</Button>
    </form>
  </>
);
