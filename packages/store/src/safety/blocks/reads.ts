import { Op } from 'sequelize';
import { attributesFor, viewOfUser, type UserView } from '../../identity/users/view.js';
import { toPage, type Page, type PageRequest } from '../../postgres/cursor.js';
import { allColumns, type LongColumns } from '../../postgres/long-columns.js';
import { largestId } from '../../postgres/ids.js';
import { modelsOf } from '../../postgres/models/models.js';
import type { Queryable } from '../../postgres/queryable.js';

/**
 * A page of the accounts that an account has blocked, newest account first: the order of the primary key, so it needs no
 * sort.
 */
export async function blockedUsers(
  q: Queryable,
  ownerId: string,
  { first, after }: PageRequest,
  columns: Pick<LongColumns, 'bio'> = allColumns,
): Promise<Page<UserView>> {
  const rows = await modelsOf(q).Block.findAll({
    attributes: [],
    where: { blockerId: ownerId, blockedId: { [Op.lt]: after ?? largestId } },
    include: { association: 'blocked', attributes: attributesFor(columns) },
    order: [['blockedId', 'DESC']],
    limit: first + 1,
  });
  return toPage(
    rows.flatMap(({ blocked }) => (blocked ? [viewOfUser(blocked)] : [])),
    first,
  );
}
