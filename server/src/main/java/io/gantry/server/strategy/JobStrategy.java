package io.gantry.server.strategy;

import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobSpecBuilder;
import io.gantry.api.batch.v1.JobType;
import io.gantry.api.core.v1.PodTemplateSpec;
import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.meta.v1.LabelSelectorBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.server.registry.Metas;
import io.gantry.server.registry.Strategy;
import java.util.HashMap;
import java.util.Map;

/** A job's pods are told from others by labels that follow from the job's uid, unless the client insists on its own. */
public final class JobStrategy extends Strategy<Job> {
    private static final String UID_LABEL = "batch.kubernetes.io/controller-uid";

    public JobStrategy() {
        super(JobType.KIND);
    }

    @Override
    public Job prepareCreate(Job object, Context context) {
        Job job = super.prepareCreate(object, context);
        PodTemplateSpec template = job.spec().template();
        Map<String, String> labels = new HashMap<>(template.metadata().labels());
        if (Boolean.TRUE.equals(job.spec().manualSelector())) {
            return labelled(job, labels);
        }
        labels.put("job-name", job.name());
        labels.put("batch.kubernetes.io/job-name", job.name());
        labels.put("controller-uid", job.uid());
        labels.put(UID_LABEL, job.uid());
        LabelSelector given = job.spec().selector();
        Map<String, String> selected = new HashMap<>(given == null ? Map.of() : given.matchLabels());
        selected.putIfAbsent(UID_LABEL, job.uid());
        LabelSelector selector = (given == null ? LabelSelectorBuilder.of() : LabelSelectorBuilder.of(given))
                .matchLabels(selected)
                .build();
        return new Job(
                labelled(
                                job,
                                template.metadata().labels().isEmpty()
                                        ? labels
                                        : template.metadata().labels())
                        .metadata(),
                JobSpecBuilder.of(job.spec())
                        .selector(selector)
                        .template(new PodTemplateSpec(
                                ObjectMetaBuilder.of(template.metadata())
                                        .labels(labels)
                                        .build(),
                                template.spec()))
                        .build(),
                job.status());
    }

    /** A job without labels has those of its template: a default that Kubernetes applies whenever it reads one. */
    private static Job labelled(Job job, Map<String, String> labels) {
        return job.metadata().labels().isEmpty() ? Metas.edit(job, metadata -> metadata.labels(labels)) : job;
    }
}
