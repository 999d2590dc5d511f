/** Kubernetes API group {@code certificates.k8s.io}, version {@code v1alpha1}. */
@NullMarked
package io.gantry.api.certificates.v1alpha1;

import org.jspecify.annotations.NullMarked;
