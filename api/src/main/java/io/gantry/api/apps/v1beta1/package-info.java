/** Kubernetes API group {@code apps}, version {@code v1beta1}. */
@NullMarked
package io.gantry.api.apps.v1beta1;

import org.jspecify.annotations.NullMarked;
