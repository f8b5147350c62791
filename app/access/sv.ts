/** The Swedish texts of this room. */
export const sv = {
  because: {
    public: 'Alla får det.',
    everyone: 'Alla som är inloggade får det.',
    self: 'Det gäller dig själv.',
    openInside: 'Tjänsterna och deras uppdrag är öppna för alla som arbetar i förvaltningen eller nämnden.',
    responsible: 'Du ansvarar för enheten eller för området den hör till.',
    colleagues: 'Du arbetar på enheten eller företräder dem som gör det.',
    sameArea: 'Enheten hör till samma rektorsområde som din.',
    register: 'Du sköter registret över tjänster.',
    administers: 'Du administrerar Samsyn hos er.',
    prepares: 'Du bereder ärenden till nämnden.',
    sent: 'Tjänsteskrivelsen är utskickad till nämnden.',
    answers: 'Du svarar för förvaltningens förslag.',
    secretary: 'Du är nämndens sekreterare.',
    audits: 'Du granskar vad som görs i Samsyn.',
  },
  denied: {
    signedOut: 'Du behöver logga in.',
    role: 'Din roll ger inte rätt till det här.',
    elsewhere: 'Din roll ger inte rätt till det här för den här enheten, eller i det här läget.',
  },
} as const;
