/**
 * Makes written files visible, all or nothing. A commit record in the commit directory lists every
 * step; its state is part of its name, so that one rename moves it on. Before {@code .commit}
 * exists a write is rolled back, after that any coordinator rolls it forward. Read {@link
 * io.nyala.storage.commit.TableWriter} first, then {@link io.nyala.storage.commit.CommitLog}.
 */
@NullMarked
package io.nyala.storage.commit;

import org.jspecify.annotations.NullMarked;
