/** Kubernetes API group {@code apps}, version {@code v1beta2}. */
@NullMarked
package io.gantry.api.apps.v1beta2;

import org.jspecify.annotations.NullMarked;
