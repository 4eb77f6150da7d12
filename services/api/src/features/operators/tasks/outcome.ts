import { CodedError } from '@feed/platform/errors';
import type { TaskState, TaskView } from '@feed/tasks/sql/inspect';
import type { Intervention } from '@feed/tasks/sql/intervene';
import { notFound } from '../../../kit/validation.js';

/** The sentences for the states in which a task may have been found. */
export interface Sentences {
  changed: string;
  /** States in which nothing was left to do. */
  already: Partial<Record<TaskState, string>>;
  /** States in which it cannot be done. */
  impossible: Partial<Record<TaskState, string>>;
}

export interface TaskPayload {
  success: true;
  message: string;
  errors: string[];
  task: TaskView;
}

/** @throws CodedError NOT_FOUND when there is no such task, CONFLICT when its state does not allow it */
export function outcomeOf(intervention: Intervention | null, sentences: Sentences): TaskPayload {
  if (!intervention) throw notFound('Task');
  const { changed, task } = intervention;
  const message = changed ? sentences.changed : sentences.already[task.state];
  if (message !== undefined) return { success: true, message, errors: [], task };
  throw new CodedError('CONFLICT', sentences.impossible[task.state] ?? 'The task has changed meanwhile');
}
