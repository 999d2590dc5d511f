package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code UserSubject} of {@code flowcontrol.apiserver.k8s.io/v1}. */
@ApiType
public record UserSubject(@Field(value = 1, required = true) String name) {}
