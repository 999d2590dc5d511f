package io.gantry.api.processor;

import java.io.IOException;
import java.io.Writer;
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

/** Writes a field table and a builder for each record with {@code @ApiType}, and the table of all kinds. */
@SupportedAnnotationTypes({"io.gantry.api.schema.ApiType"})
public final class ApiProcessor extends AbstractProcessor {
    private final List<Record> kinds = new ArrayList<>();
    private boolean kindsWritten;

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                try {
                    Record record = Record.of((TypeElement) element);
                    write(record.packageName() + "." + record.name() + "Type", TypeSource.of(record));
                    write(record.packageName() + "." + record.name() + "Builder", BuilderSource.of(record));
                    if (record.apiKind() != null) {
                        kinds.add(record);
                    }
                } catch (Malformed e) {
                    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, e.getMessage(), e.element());
                }
            }
        }
        if (!kinds.isEmpty() && !kindsWritten) {
            kindsWritten = true;
            kinds.sort(Comparator.comparing(Record::kindConstant));
            write("io.gantry.api.BuiltinKinds", KindsSource.of(kinds));
        }
        return false;
    }

    private void write(String name, String source) {
        try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
            writer.write(source);
        } catch (IOException e) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, "cannot write " + name + ": " + e);
        }
    }
}
