/** Kubernetes API group {@code apps}, version {@code v1}. */
@NullMarked
package io.gantry.api.apps.v1;

import org.jspecify.annotations.NullMarked;
