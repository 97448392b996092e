// What the page says, in each of its languages.

const texts = {
  en: {
    other: 'Português',
    loading: 'One moment…',
    comment: 'Comment (optional)',
    required: 'required',
    none: 'Choose…',
    until: 'You can answer until',
    wrong: 'Please correct what is marked.',
    sending: 'Sending…',
    doneTitle: 'Thank you',
    done: 'Your answer was received. You can close this page.',
    goneTitle: 'This link is not valid',
    gone: 'It was used already, has ended, or was taken back. Ask whoever sent it for a new one.',
    missingTitle: 'Open your link again',
    missing: 'This page does not remember links. Please open the one that was sent to you once more.',
    rests: 'This cannot be answered at the moment. Please try again later.',
    busy: 'There were too many requests. Please wait a minute and try again.',
    failed: 'That did not work. Please try again.',
    again: 'Try again',
    yes: 'Yes',
    no: 'No',
    mistakes: {
      required: 'Please fill this in.',
      number: 'Please enter a number.',
      datetime: 'Please enter a date and a time.',
      other: 'This value does not fit here.',
      minimum: 'At least {0}.',
      exclusiveMinimum: 'More than {0}.',
      maximum: 'At most {0}.',
      exclusiveMaximum: 'Less than {0}.',
      multipleOf: 'A multiple of {0}.',
      minLength: 'At least {0} characters.',
      maxLength: 'At most {0} characters.',
      minItems: 'Choose at least {0}.',
      maxItems: 'Choose at most {0}.',
      const: 'This has to be chosen.',
      pattern: 'This does not have the expected form.',
      format: {
        email: 'Please enter an e-mail address.', date: 'Please enter a date.',
        'phone-br': 'Please enter a phone number with its area code.', cpf: 'This is no valid CPF.',
        cnpj: 'This is no valid CNPJ.', cep: 'This is no valid CEP.', uri: 'Please enter an address of the web.',
      },
    },
    outcomes: {
      approved: 'Approve', rejected: 'Reject', valid: 'Correct', invalid: 'Not correct',
      submitted: 'Send',
    },
    formRejected: 'Decline',
  },
  pt: {
    other: 'English',
    loading: 'Um momento…',
    comment: 'Comentário (opcional)',
    required: 'obrigatório',
    none: 'Escolha…',
    until: 'Você pode responder até',
    wrong: 'Corrija o que está marcado.',
    sending: 'Enviando…',
    doneTitle: 'Obrigado',
    done: 'Sua resposta foi recebida. Você pode fechar esta página.',
    goneTitle: 'Este link não é válido',
    gone: 'Ele já foi usado, expirou ou foi cancelado. Peça um novo a quem o enviou.',
    missingTitle: 'Abra seu link de novo',
    missing: 'Esta página não guarda links. Abra mais uma vez aquele que você recebeu.',
    rests: 'Não é possível responder neste momento. Tente de novo mais tarde.',
    busy: 'Houve pedidos demais. Espere um minuto e tente de novo.',
    failed: 'Não funcionou. Tente de novo.',
    again: 'Tentar de novo',
    yes: 'Sim',
    no: 'Não',
    mistakes: {
      required: 'Preencha este campo.',
      number: 'Informe um número.',
      datetime: 'Informe a data e a hora.',
      other: 'Este valor não é aceito aqui.',
      minimum: 'No mínimo {0}.',
      exclusiveMinimum: 'Mais que {0}.',
      maximum: 'No máximo {0}.',
      exclusiveMaximum: 'Menos que {0}.',
      multipleOf: 'Um múltiplo de {0}.',
      minLength: 'No mínimo {0} caracteres.',
      maxLength: 'No máximo {0} caracteres.',
      minItems: 'Escolha no mínimo {0}.',
      maxItems: 'Escolha no máximo {0}.',
      const: 'É preciso marcar esta opção.',
      pattern: 'O formato não é o esperado.',
      format: {
        email: 'Informe um endereço de e-mail.', date: 'Informe uma data.',
        'phone-br': 'Informe um telefone com DDD.', cpf: 'Este CPF não é válido.',
        cnpj: 'Este CNPJ não é válido.', cep: 'Este CEP não é válido.', uri: 'Informe um endereço da web.',
      },
    },
    outcomes: {
      approved: 'Aprovar', rejected: 'Rejeitar', valid: 'Correto', invalid: 'Incorreto',
      submitted: 'Enviar',
    },
    formRejected: 'Recusar',
  },
};

/** The language of ours that the browser asks for first. */
export function preferred(languages) {
  for (const each of languages) {
    const language = each.toLowerCase().split('-')[0];
    if (language in texts) {
      return language;
    }
  }
  return 'en';
}

export const others = { en: 'pt', pt: 'en' };

export function of(language) {
  return texts[language];
}

/** What is wrong, by the keyword of JSON Schema that an error names, as in {@code minimum 1}. */
export function mistake({ mistakes }, language, error) {
  const [, keyword, json] = /^(\w+) (.+)$/s.exec(error.expected ?? '') ?? [];
  const known = keyword in mistakes ? mistakes[keyword] : undefined;
  const value = parsed(json);
  if (keyword === 'format') {
    return known[value] ?? mistakes.pattern;
  }
  return typeof known === 'string'
    ? known.replace('{0}', typeof value === 'number' ? value.toLocaleString(language) : '')
    : mistakes.other;
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
