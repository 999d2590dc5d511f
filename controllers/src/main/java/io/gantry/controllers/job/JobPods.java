package io.gantry.controllers.job;

import io.gantry.api.batch.v1.Job;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.EnvVar;
import io.gantry.api.core.v1.EnvVarSourceBuilder;
import io.gantry.api.core.v1.ObjectFieldSelector;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.controllers.runtime.PodControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pods that a Job makes. Pure. */
final class JobPods {
    private static final String ENV = "JOB_COMPLETION_INDEX";

    private JobPods() {}

    /**
     * @param index the completion index; {@code null} for a Job without
     * @param failures how often the index has failed, if that is limited
     */
    static Pod of(Job job, @Nullable Integer index, @Nullable Integer failures) {
        Pod pod = PodControl.fromTemplate(job.spec().template(), job);
        Map<String, String> labels = new TreeMap<>(pod.metadata().labels());
        // The API server puts these into the template, unless the selector is the user's own.
        if (job.spec().selector() == null) {
            labels.put("batch.kubernetes.io/controller-uid", job.uid());
            labels.put("batch.kubernetes.io/job-name", job.name());
        }
        Map<String, String> annotations = new TreeMap<>(pod.metadata().annotations());
        List<String> finalizers = new ArrayList<>(pod.metadata().finalizers());
        finalizers.remove(Jobs.TRACKING);
        finalizers.add(Jobs.TRACKING);
        PodSpec spec = pod.spec();
        String prefix = job.name() + "-";
        if (index != null) {
            String text = Integer.toString(index);
            labels.put(Jobs.INDEX, text);
            annotations.put(Jobs.INDEX, text);
            if (failures != null) {
                annotations.put(Jobs.FAILURE_COUNT, Integer.toString(failures));
            }
            prefix += text + "-";
            spec = withIndex(spec, job.name() + "-" + text);
        }
        return PodBuilder.of()
                .metadata(ObjectMetaBuilder.of(pod.metadata())
                        .generateName(prefix)
                        .labels(labels)
                        .annotations(annotations)
                        .finalizers(finalizers)
                        .build())
                .spec(spec)
                .build();
    }

    private static PodSpec withIndex(PodSpec spec, String hostname) {
        return PodSpecBuilder.of(spec)
                .hostname(hostname)
                .containers(withEnv(spec.containers()))
                .initContainers(withEnv(spec.initContainers()))
                .build();
    }

    private static List<Container> withEnv(List<Container> containers) {
        var value = EnvVarSourceBuilder.of()
                .fieldRef(new ObjectFieldSelector("v1", "metadata.labels['" + Jobs.INDEX + "']"))
                .build();
        return containers.stream()
                .map(container -> {
                    if (container.env().stream().anyMatch(env -> env.name().equals(ENV))) {
                        return container;
                    }
                    List<EnvVar> env = new ArrayList<>(container.env());
                    env.add(new EnvVar(ENV, null, value));
                    return ContainerBuilder.of(container).env(env).build();
                })
                .toList();
    }
}
