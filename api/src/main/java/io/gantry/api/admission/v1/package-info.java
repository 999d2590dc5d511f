/** Kubernetes API group {@code admission.k8s.io}, version {@code v1}. */
@NullMarked
package io.gantry.api.admission.v1;

import org.jspecify.annotations.NullMarked;
