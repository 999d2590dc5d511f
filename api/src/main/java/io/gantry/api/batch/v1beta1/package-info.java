/** Kubernetes API group {@code batch}, version {@code v1beta1}. */
@NullMarked
package io.gantry.api.batch.v1beta1;

import org.jspecify.annotations.NullMarked;
