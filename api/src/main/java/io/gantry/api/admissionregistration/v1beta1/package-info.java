/** Kubernetes API group {@code admissionregistration.k8s.io}, version {@code v1beta1}. */
@NullMarked
package io.gantry.api.admissionregistration.v1beta1;

import org.jspecify.annotations.NullMarked;
