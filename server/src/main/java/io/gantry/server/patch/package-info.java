/**
 * Changes to objects as trees: JSON patch, merge patch, strategic merge patch, and server-side apply with its managed
 * fields. Written once over a {@link io.gantry.server.patch.Schema}, for built-in kinds and custom resources alike.
 */
@NullMarked
package io.gantry.server.patch;

import org.jspecify.annotations.NullMarked;
