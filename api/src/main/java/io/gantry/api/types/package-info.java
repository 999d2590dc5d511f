/** The value types of the Kubernetes API: quantities, int-or-string, bytes, raw JSON. */
@NullMarked
package io.gantry.api.types;

import org.jspecify.annotations.NullMarked;
