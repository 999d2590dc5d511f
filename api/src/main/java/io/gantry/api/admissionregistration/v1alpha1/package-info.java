/** Kubernetes API group {@code admissionregistration.k8s.io}, version {@code v1alpha1}. */
@NullMarked
package io.gantry.api.admissionregistration.v1alpha1;

import org.jspecify.annotations.NullMarked;
