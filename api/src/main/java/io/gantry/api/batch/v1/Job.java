package io.gantry.api.batch.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Runs pods until a given number of them has ended with success.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Which pods to run, how many of them, and when to give up.
 * @param status How many pods run, succeeded and failed, and whether the Job is done. Written by the controller.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Status", cells = "job")
@Column(name = "Completions", cells = "job")
@Column(name = "Duration", cells = "job")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@Column(name = "Containers", path = "spec.template.spec.containers.name", wide = true)
@Column(name = "Images", path = "spec.template.spec.containers.image", wide = true)
@Column(name = "Selector", path = "spec.selector", otherwise = "<none>", wide = true)
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
