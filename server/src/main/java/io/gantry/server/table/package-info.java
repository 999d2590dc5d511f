/** What {@code kubectl get} prints of each kind. */
@NullMarked
package io.gantry.server.table;

import org.jspecify.annotations.NullMarked;
