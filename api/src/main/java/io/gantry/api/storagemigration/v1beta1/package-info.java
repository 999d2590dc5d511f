/** Kubernetes API group {@code storagemigration.k8s.io}, version {@code v1beta1}. */
@NullMarked
package io.gantry.api.storagemigration.v1beta1;

import org.jspecify.annotations.NullMarked;
