import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import type { Problem } from '../../kernel/problem.ts';
import { words } from '../../kernel/text.ts';
import { isPassing } from '../api.ts';
import { useSay } from '../locale.tsx';

interface Props {
  readonly problem: Problem | null;
  readonly retry?: (() => unknown) | undefined;
  /** fields whose message already stands beside them */
  readonly told?: ReadonlySet<string>;
}

/** A refusal in words, announced as it appears. What passes by itself offers to try again when the server said it may. */
export function ProblemNotice({ problem, retry, told }: Props) {
  const say = useSay();
  const waits = useCountdown(problem !== null && isPassing(problem) ? (problem.retryAfterSeconds ?? 0) : 0, problem);
  if (problem === null) return null;
  const lines = (problem.errors ?? []).filter((error) => !told?.has(error.field));
  const passing = isPassing(problem);
  return (
    <Alert
      role="alert"
      className="notice"
      type={passing ? 'warning' : 'error'}
      showIcon
      title={problem.title}
      description={
        problem.detail !== undefined || lines.length > 0 || problem.instance !== undefined ? (
          <>
            {problem.detail === undefined ? null : <p>{problem.detail}</p>}
            {lines.length === 0 ? null : (
              <ul className="plain">
                {lines.map((error) => (
                  <li key={`${error.field} ${error.message}`}>{error.message}</li>
                ))}
              </ul>
            )}
            {problem.instance === undefined ? null : (
              <p>
                {say(words('记录编号', 'Recorded as'))}: <code>{problem.instance}</code>
              </p>
            )}
          </>
        ) : undefined
      }
      action={
        passing && retry ? (
          <Button size="small" disabled={waits > 0} onClick={() => void retry()}>
            {waits > 0 ? say(words(`${waits} 秒后重试`, `Try again in ${waits} s`)) : say(words('重试', 'Try again'))}
          </Button>
        ) : undefined
      }
    />
  );
}

/** Whole seconds until the server wants to be asked again. */
function useCountdown(seconds: number, of: unknown): number {
  const [left, setLeft] = useState(seconds);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new problem with the same seconds starts anew
  useEffect(() => {
    setLeft(seconds);
    if (seconds <= 0) return;
    const until = Date.now() + seconds * 1000;
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      setLeft(rest);
      if (rest === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [seconds, of]);
  return left;
}
