package io.gantry.api.batch.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code Job} of {@code batch/v1}. */
@ApiType
@ApiKind(
        group = "batch",
        version = "v1",
        plural = "jobs",
        singular = "job",
        namespaced = true,
        categories = "all",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|batch/v1/Job|get,patch,update")
public record Job(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) JobSpec spec,
        @Field(value = 3, always = true) JobStatus status)
        implements KubeObject {
    @Override
    public Kind<Job> kind() {
        return JobType.KIND;
    }

    @Override
    public Job withMetadata(ObjectMeta metadata) {
        return new Job(metadata, spec, status);
    }
}
