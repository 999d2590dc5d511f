/** Schemas of custom resources: compiled once, then walked for pruning, defaults, validation, patches and documents. */
@NullMarked
package io.gantry.server.schema;

import org.jspecify.annotations.NullMarked;
