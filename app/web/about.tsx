import { get, type Route } from './route.ts';
import { about } from './sv.ts';

/** The pages about the program itself, open to everyone. */
export const aboutRoutes = (): Route[] => [
  get('/om', 'readPublic', async visit =>
    visit.page({
      title: about.title,
      body: (
        <>
          <h1>{about.title}</h1>
          {about.paragraphs.map(text => (
            <p>{text}</p>
          ))}
        </>
      ),
    }),
  ),
  get('/tillganglighet', 'readPublic', async visit =>
    visit.page({
      title: about.accessibility.title,
      body: (
        <>
          <h1>{about.accessibility.title}</h1>
          {about.accessibility.paragraphs.map(text => (
            <p>{text}</p>
          ))}
          <h2>{about.accessibility.known}</h2>
          <ul>
            {about.accessibility.limits.map(text => (
              <li>{text}</li>
            ))}
          </ul>
        </>
      ),
    }),
  ),
];
