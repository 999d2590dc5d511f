package io.gantry.api.defaults;

import io.gantry.api.apps.v1.DaemonSetUpdateStrategy;
import io.gantry.api.apps.v1.DeploymentStrategy;
import io.gantry.api.apps.v1.StatefulSetSpec;
import io.gantry.api.apps.v1.StatefulSetUpdateStrategy;
import io.gantry.api.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.gantry.api.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.gantry.api.batch.v1.Job;
import io.gantry.api.batch.v1.JobSpec;
import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.EphemeralContainer;
import io.gantry.api.core.v1.LimitRangeItem;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NodeStatus;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.ReplicationController;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServicePort;
import io.gantry.api.core.v1.ServiceSpec;
import io.gantry.api.core.v1.Volume;
import io.gantry.api.networking.v1.NetworkPolicySpec;
import io.gantry.api.rbac.v1.RoleRef;
import io.gantry.api.rbac.v1.Subject;
import io.gantry.api.storage.v1.CSIDriverSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The defaults that depend on other fields, by the record that they complete. */
final class DefaultFunctions {
    private final Map<Class<?>, UnaryOperator<Object>> functions = new HashMap<>();

    private DefaultFunctions() {}

    static Map<Class<?>, UnaryOperator<Object>> all() {
        DefaultFunctions all = new DefaultFunctions();
        all.add(Container.class, PodDefaults::container);
        all.add(EphemeralContainer.class, PodDefaults::ephemeralContainer);
        all.add(Volume.class, PodDefaults::volume);
        all.add(ResourceRequirements.class, PodDefaults::resources);
        all.add(Pod.class, PodDefaults::pod);
        all.add(ServicePort.class, ServiceDefaults::port);
        all.add(ServiceSpec.class, ServiceDefaults::spec);
        all.add(Service.class, ServiceDefaults::service);
        all.add(Namespace.class, CoreDefaults::namespace);
        all.add(Secret.class, CoreDefaults::secret);
        all.add(NodeStatus.class, CoreDefaults::nodeStatus);
        all.add(LimitRangeItem.class, CoreDefaults::limitRangeItem);
        all.add(ReplicationController.class, CoreDefaults::replicationController);
        all.add(DeploymentStrategy.class, WorkloadDefaults::deploymentStrategy);
        all.add(DaemonSetUpdateStrategy.class, WorkloadDefaults::daemonSetStrategy);
        all.add(StatefulSetUpdateStrategy.class, WorkloadDefaults::statefulSetStrategy);
        all.add(StatefulSetSpec.class, WorkloadDefaults::statefulSetSpec);
        all.add(JobSpec.class, WorkloadDefaults::jobSpec);
        all.add(Job.class, WorkloadDefaults::job);
        all.add(HorizontalPodAutoscalerSpec.class, WorkloadDefaults::autoscaler);
        all.add(HorizontalPodAutoscalerBehavior.class, WorkloadDefaults::autoscalerBehavior);
        all.add(NetworkPolicySpec.class, GroupDefaults::networkPolicySpec);
        all.add(CSIDriverSpec.class, GroupDefaults::csiDriverSpec);
        all.add(RoleRef.class, GroupDefaults::roleRef);
        all.add(Subject.class, GroupDefaults::subject);
        all.add(io.gantry.api.discovery.v1.EndpointPort.class, GroupDefaults::endpointPort);
        all.add(io.gantry.api.admissionregistration.v1.MatchResources.class, GroupDefaults::matchResources);
        all.add(
                io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicySpec.class,
                GroupDefaults::validatingPolicySpec);
        all.add(
                io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicySpec.class,
                GroupDefaults::mutatingPolicySpec);
        all.add(
                io.gantry.api.apiextensions.v1.CustomResourceDefinitionSpec.class,
                GroupDefaults::customResourceDefinitionSpec);
        all.add(io.gantry.api.resource.v1.ExactDeviceRequest.class, GroupDefaults::exactDeviceRequest);
        all.add(io.gantry.api.resource.v1.DeviceSubRequest.class, GroupDefaults::deviceSubRequest);
        return Map.copyOf(all.functions);
    }

    @SuppressWarnings("unchecked") // the function is only ever called with what it is registered for
    private <T> void add(Class<T> record, UnaryOperator<T> function) {
        functions.put(record, (UnaryOperator<Object>) function);
    }
}
