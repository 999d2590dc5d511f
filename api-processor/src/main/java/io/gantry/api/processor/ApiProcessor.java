package io.gantry.api.processor;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Writes a field table and a builder for each record with {@code @ApiType}, the checks of those that ask for any, the tables
 * of all kinds and of their columns, and what the records' comments say as a resource. All records are compiled together, or what is not of one record
 * alone would be incomplete; where there is no kind among them, as in tests, there are no tables of kinds.
 */
@SupportedAnnotationTypes({"io.gantry.api.schema.ApiType"})
public final class ApiProcessor extends AbstractProcessor {
    private static final String DESCRIPTIONS = "io/gantry/api/schema/descriptions.txt";

    private final List<Record> records = new ArrayList<>();
    private final List<Record> kinds = new ArrayList<>();
    private boolean written;

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                try {
                    Record record = Record.of(
                            (TypeElement) element,
                            processingEnv.getElementUtils().getDocComment(element));
                    write(record.qualifiedName() + "Type", TypeSource.of(record));
                    write(record.qualifiedName() + "Builder", BuilderSource.of(record));
                    records.add(record);
                    if (record.apiKind() != null) {
                        kinds.add(record);
                    }
                } catch (Malformed e) {
                    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, e.getMessage(), e.element());
                }
            }
        }
        if (!written && !records.isEmpty()) {
            written = true;
            writeRest();
        }
        return false;
    }

    private void writeRest() {
        CheckedRecords checked = new CheckedRecords(records);
        for (Record record : records) {
            if (checked.contains(record)) {
                write(ChecksSource.PACKAGE + "." + record.checksName(), ChecksSource.of(record, checked));
            }
        }
        if (!kinds.isEmpty()) {
            kinds.sort(Comparator.comparing(Record::kindConstant));
            write("io.gantry.api.BuiltinKinds", KindsSource.of(kinds));
            write(ChecksSource.PACKAGE + ".KindChecks", KindChecksSource.of(kinds, records, checked));
            write("io.gantry.api.BuiltinColumns", ColumnsSource.of(kinds));
        }
        // The package of the checks holds no types of the API, only samples for its tests: nobody asks what they mean.
        List<Record> described = records.stream()
                .filter(record -> !record.packageName().equals(ChecksSource.PACKAGE))
                .toList();
        if (!described.isEmpty()) {
            writeDescriptions(described);
        }
    }

    private void writeDescriptions(List<Record> described) {
        try (OutputStream out = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", DESCRIPTIONS)
                .openOutputStream()) {
            out.write(DescriptionsText.of(described).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, "cannot write " + DESCRIPTIONS + ": " + e);
        }
    }

    private void write(String name, String source) {
        try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
            writer.write(source);
        } catch (IOException e) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, "cannot write " + name + ": " + e);
        }
    }
}
