import { tell } from '../frame/ask.ts';
import { useAsked } from '../frame/use-asked.ts';
import { Act } from '../kit/act.tsx';
import { time } from '../kit/format.ts';
import { ListTable } from '../kit/list-table.tsx';
import { Problem } from '../kit/problem.tsx';
import type { PublishedAnswer } from './answers.ts';

/** Versions, aliases and tags of a state machine; a version is made here, aliases and tags by CLI and template. */
export function Published({ arn }: { readonly arn: string }) {
  const of = encodeURIComponent(arn);
  const { value, error } = useAsked<PublishedAnswer>(`machine/published?of=${of}`);
  const publish = async () => {
    const made = await tell<{ stateMachineVersionArn: string }>(`machine/publish?of=${of}`);
    return `Version ${versionOf(made.stateMachineVersionArn)} is published.`;
  };
  return (
    <details class="published">
      <summary>Versions, aliases and tags</summary>
      <Problem text={error} />
      {value && <Lists answer={value} />}
      <Act run={publish}>Publish a version</Act>
    </details>
  );
}

const versionOf = (arn: string) => arn.split(':').at(-1) ?? '';

function Lists({ answer: { versions, aliases, tags } }: { readonly answer: PublishedAnswer }) {
  return (
    <>
      {versions.length === 0 && <p class="empty">No version is published.</p>}
      {versions.length > 0 && (
        <ListTable id="versions" heads={['Version', 'Published', 'Aliases']}>
          {versions.map(({ stateMachineVersionArn: version, creationDate }) => (
            <tr key={version}>
              <td class="name">{versionOf(version)}</td>
              <td class="time">{time(creationDate)}</td>
              <td>{aliases.flatMap((alias) => shareOf(alias, version)).join(', ')}</td>
            </tr>
          ))}
        </ListTable>
      )}
      {tags.length > 0 && (
        <dl>{tags.map(({ key, value }) => [<dt key={key}>{key}</dt>, <dd key={`${key} value`}>{value}</dd>])}</dl>
      )}
    </>
  );
}

/** `live 90 %` */
const shareOf = ({ name, routingConfiguration }: PublishedAnswer['aliases'][number], version: string) =>
  routingConfiguration
    .filter(({ stateMachineVersionArn }) => stateMachineVersionArn === version)
    .map(({ weight }) => `${name} ${weight} %`);
