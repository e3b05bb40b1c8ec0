import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.rdf4j.RDF4J;
import org.eclipse.rdf4j.model.Literal;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.model.impl.LinkedHashModel;
import org.eclipse.rdf4j.model.util.Models;
import org.eclipse.rdf4j.model.vocabulary.RDF;
import org.eclipse.rdf4j.model.vocabulary.SKOS;
import org.eclipse.rdf4j.rio.Rio;
import org.eclipse.rdf4j.rio.helpers.BasicParserSettings;
import org.eclipse.rdf4j.rio.helpers.ParseErrorCollector;
import org.eclipse.rdf4j.rio.helpers.StatementCollector;

/**
 * Reads RDF files with RDF4J's parsers (Rio) and says what is in them, tab-separated, one fact a line:
 * `version VERSION`; for each file `file NAME`, `triples N`, `same BOOLEAN` (whether its graph is isomorphic to that of
 * the first file), `problem TEXT` for each warning or error, then what it says of its concepts:
 * `concept`, `text` or `link`, property, language, how many. Of a file with named graphs, all graphs
 * are read as one.
 */
public final class Rdf4j {
    public static void main(String[] files) throws IOException {
        say("version", RDF4J.getVersion());
        Model first = null;
        for (String file : files) {
            var problems = new ParseErrorCollector();
            Model model = read(file, problems);
            first = first == null ? model : first;
            say("file", file);
            say("triples", model.size());
            say("same", Models.isomorphic(first, model));
            problems.getWarnings().forEach(problem -> say("problem", problem));
            problems.getErrors().forEach(problem -> say("problem", problem));
            problems.getFatalErrors().forEach(problem -> say("problem", problem));
            census(model).forEach((fact, count) -> say(fact, count));
        }
    }

    /** The statements of a file, by the parser that its ending asks for, checking all it can check. */
    private static Model read(String file, ParseErrorCollector problems) throws IOException {
        var model = new LinkedHashModel();
        var parser = Rio.createParser(Rio.getParserFormatForFileName(file).orElseThrow());
        parser.setParseErrorListener(problems);
        parser.set(BasicParserSettings.VERIFY_URI_SYNTAX, true);
        parser.set(BasicParserSettings.VERIFY_LANGUAGE_TAGS, true);
        parser.set(BasicParserSettings.VERIFY_DATATYPE_VALUES, true);
        parser.set(BasicParserSettings.FAIL_ON_UNKNOWN_LANGUAGES, true);
        parser.setRDFHandler(new StatementCollector(model) {
            @Override
            public void handleStatement(Statement it) {
                model.add(it.getSubject(), it.getPredicate(), it.getObject());
            }
        });
        try (var stream = Files.newInputStream(Path.of(file))) {
            parser.parse(stream, "");
        }
        return model;
    }

    private static Map<String, Integer> census(Model model) {
        Set<Resource> concepts = model.filter(null, RDF.TYPE, SKOS.CONCEPT).subjects();
        var counts = new TreeMap<String, Integer>();
        for (Statement it : model) {
            if (!concepts.contains(it.getSubject())) {
                continue;
            }
            if (it.getPredicate().equals(RDF.TYPE) && it.getObject().equals(SKOS.CONCEPT)) {
                counts.merge("concept\t\t", 1, Integer::sum);
            }
            if (it.getObject() instanceof Literal literal) {
                counts.merge(
                        "text\t" + it.getPredicate() + "\t" + literal.getLanguage().orElse(""), 1, Integer::sum);
            } else if (concepts.contains(it.getObject())) {
                counts.merge("link\t" + it.getPredicate() + "\t", 1, Integer::sum);
            }
        }
        return counts;
    }

    private static void say(Object... facts) {
        System.out.println(Arrays.stream(facts).map(String::valueOf).collect(Collectors.joining("\t")));
    }
}
