/**
 * What is valid and still hardly meant: fields without effect, names that are no longer used, values that hide each other.
 * Whoever writes such an object is told so, in Kubernetes' words.
 */
@NullMarked
package io.gantry.api.warning;

import org.jspecify.annotations.NullMarked;
