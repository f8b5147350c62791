import { formatInstant } from '#app/shared/swedish.ts';
import { ActionButton, ButtonLink, Notice } from '#app/web/index.ts';
import { sv } from '../sv.ts';

const text = sv.own;

/** What a person has chosen: letters or none, and a calendar that their own program can read. */
export const OwnRemindersPage = ({
  address,
  wants,
  feedMadeAt,
  link,
  maySeeAll,
}: {
  address: string | null;
  wants: boolean;
  feedMadeAt: Date | null;
  /** Told when it has just been made, and never again. */
  link: string | null;
  maySeeAll: boolean;
}) => (
  <>
    <h1>{text.title}</h1>
    <h2>{text.mail}</h2>
    <p>{text.mailIntro}</p>
    {address === null && <p class="empty">{text.noAddress}</p>}
    <p>{wants ? text.on(address) : text.off}</p>
    <div class="buttons">
      <ActionButton action="/paminnelser" fields={{ brev: wants ? 'nej' : 'ja' }}>
        {wants ? text.turnOff : text.turnOn}
      </ActionButton>
    </div>
    <h2>{text.calendar}</h2>
    <p>{text.calendarIntro}</p>
    {link && (
      <Notice>
        <p>{text.linkMade}</p>
        <p>
          <code>{link}</code>
        </p>
      </Notice>
    )}
    {feedMadeAt && <p>{text.hasLink(formatInstant(feedMadeAt))}</p>}
    <div class="buttons">
      <ActionButton action="/paminnelser/kalender">{feedMadeAt ? text.newLink : text.makeLink}</ActionButton>
      {feedMadeAt && (
        <ActionButton action="/paminnelser/kalender/ta-tillbaka" look="tertiary">
          {text.revoke}
        </ActionButton>
      )}
    </div>
    {maySeeAll && (
      <>
        <h2>{text.all}</h2>
        <ButtonLink href="/paminnelser/utskick">{text.allLink}</ButtonLink>
      </>
    )}
  </>
);
