package io.gantry.api.batch.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;

/**
 * Starts a Job again and again at the times of a schedule.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec When to start Jobs, and which.
 * @param status Which Jobs run now and when the last one was started. Written by the controller.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Schedule", path = "spec.schedule")
@Column(name = "Timezone", path = "spec.timeZone", otherwise = "<none>")
@Column(name = "Suspend", cells = "cronJob", type = "boolean")
@Column(name = "Active", path = "status.active", type = "integer")
@Column(name = "Last Schedule", path = "status.lastScheduleTime", otherwise = "<none>")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@Column(name = "Containers", path = "spec.jobTemplate.spec.template.spec.containers.name", wide = true)
@Column(name = "Images", path = "spec.jobTemplate.spec.template.spec.containers.image", wide = true)
@Column(name = "Selector", path = "spec.jobTemplate.spec.selector", otherwise = "<none>", wide = true)
@ApiKind(
        group = "batch",
        version = "v1",
        plural = "cronjobs",
        singular = "cronjob",
        namespaced = true,
        shortNames = "cj",
        categories = "all",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"},
        subresources = "status|batch/v1/CronJob|get,patch,update")
public record CronJob(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) CronJobSpec spec,
        @Field(value = 3, always = true) CronJobStatus status)
        implements KubeObject {
    @Override
    public Kind<CronJob> kind() {
        return CronJobType.KIND;
    }

    @Override
    public CronJob withMetadata(ObjectMeta metadata) {
        return new CronJob(metadata, spec, status);
    }
}
