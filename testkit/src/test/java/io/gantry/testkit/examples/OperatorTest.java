package io.gantry.testkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.gantry.testkit.GantryCluster;
import io.gantry.testkit.junit.GantryTest;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.util.Map;
import org.junit.jupiter.api.Test;

@GantryTest(nodes = 1)
class OperatorTest {
    /** Runs a web server for each ConfigMap that is labelled as a site. */
    @ControllerConfiguration(informer = @Informer(labelSelector = "kind=site"))
    static class SiteReconciler implements Reconciler<ConfigMap> {
        @Override
        public UpdateControl<ConfigMap> reconcile(ConfigMap site, Context<ConfigMap> context) {
            var labels = Map.of("site", site.getMetadata().getName());
            var deployment = new DeploymentBuilder()
                    .withNewMetadata()
                    .withName(site.getMetadata().getName())
                    .withNamespace(site.getMetadata().getNamespace())
                    .addNewOwnerReference()
                    .withApiVersion("v1")
                    .withKind("ConfigMap")
                    .withName(site.getMetadata().getName())
                    .withUid(site.getMetadata().getUid())
                    .endOwnerReference()
                    .endMetadata()
                    .withNewSpec()
                    .withReplicas(Integer.valueOf(site.getData().get("servers")))
                    .withNewSelector()
                    .withMatchLabels(labels)
                    .endSelector()
                    .withNewTemplate()
                    .withNewMetadata()
                    .withLabels(labels)
                    .endMetadata()
                    .withNewSpec()
                    .addNewContainer()
                    .withName("web")
                    .withImage("nginx")
                    .endContainer()
                    .endSpec()
                    .endTemplate()
                    .endSpec()
                    .build();
            context.getClient().resource(deployment).serverSideApply();
            return UpdateControl.noUpdate();
        }
    }

    @Test
    void aSiteIsServedAndGoesAway(KubernetesClient client, GantryCluster cluster) {
        var operator =
                new Operator(overrider -> overrider.withKubernetesClient(client).withCloseClientOnStop(false));
        operator.register(new SiteReconciler());
        operator.start();
        try {
            cluster.apply("""
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: blog, labels: {kind: site}}
                    data: {servers: "2"}
                    """);

            cluster.await("default", "deployment/blog").untilCondition("Available");
            assertThat(client.pods()
                            .inNamespace("default")
                            .withLabel("site", "blog")
                            .list()
                            .getItems())
                    .hasSize(2);

            client.configMaps().inNamespace("default").withName("blog").delete();
            cluster.await("default", "deployment/blog").untilGone();
        } finally {
            operator.stop();
        }
    }
}
