/** Kubernetes API group {@code internal.apiserver.k8s.io}, version {@code v1alpha1}. */
@NullMarked
package io.gantry.api.apiserverinternal.v1alpha1;

import org.jspecify.annotations.NullMarked;
