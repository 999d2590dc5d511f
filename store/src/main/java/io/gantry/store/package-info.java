/**
 * The revisioned store: a sorted map from keys to values with one global revision, snapshots, and watches over bounded
 * change logs. {@link io.gantry.store.Store} is the contract; {@link io.gantry.store.EmbeddedStore} keeps it on disk,
 * {@link io.gantry.store.MemoryStore} in memory only.
 */
@NullMarked
package io.gantry.store;

import org.jspecify.annotations.NullMarked;
